namespace Memic.Emulator;

/// <summary>The filters of a search. A hit matches all of them.</summary>
internal sealed record SearchFilters(
    IReadOnlyList<string>? FileIds,
    Guid? ProjectId,
    IReadOnlyList<string>? ReferenceIds,
    IReadOnlyList<int>? Pages,
    long FirstPage,
    long LastPage,
    string? Category,
    string? DocumentType)
{
    public static SearchFilters Read(RequestValidator body)
    {
        var filters = body.GetNested("metadata_filters");
        var range = filters.GetNested("page_range");
        var reference = filters.GetOptionalString("reference_id");
        var page = filters.GetInteger("page_number", 1, int.MaxValue, int.MaxValue);
        return new SearchFilters(
            body.GetGuids("file_ids"),
            body.GetGuid("project_id"),
            reference is null ? filters.GetStrings("reference_ids") : [reference],
            page == int.MaxValue ? filters.GetIntegers("page_numbers") : [(int)page],
            range.GetInteger("gte", 1, int.MaxValue, 0),
            range.GetInteger("lte", 1, int.MaxValue, int.MaxValue),
            filters.GetOptionalString("category"),
            filters.GetOptionalString("document_type"));
    }

    public bool Matches(StoredFile file) =>
        (FileIds is null || FileIds.Contains(file.Id.ToString(), StringComparer.OrdinalIgnoreCase))
        && (ProjectId is null || ProjectId == file.Scope.ProjectId)
        && (ReferenceIds is null || ReferenceIds.Contains(file.ReferenceId))
        && (Category is null || Category == file.Metadata["category"]?.ToString())
        && (DocumentType is null || DocumentType == file.Metadata["document_type"]?.ToString());

    public bool Matches(Chunk chunk)
    {
        var isRange = FirstPage > 0 || LastPage < int.MaxValue;
        return (Pages is null || (chunk.Page is { } page && Pages.Contains(page)))
            && (!isRange || (chunk.Page is { } number && number >= FirstPage && number <= LastPage));
    }
}
