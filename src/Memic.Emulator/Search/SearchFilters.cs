namespace Memic.Emulator;

/// <summary>What narrows a search. All that is given has to hold.</summary>
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
    public static SearchFilters Read(RequestShape body)
    {
        var filters = body.Nested("metadata_filters");
        var range = filters.Nested("page_range");
        var reference = filters.OptionalText("reference_id");
        var page = filters.Integer("page_number", 1, int.MaxValue, int.MaxValue);
        return new SearchFilters(
            body.Ids("file_ids"),
            body.Id("project_id"),
            reference is null ? filters.Texts("reference_ids") : [reference],
            page == int.MaxValue ? filters.Integers("page_numbers") : [(int)page],
            range.Integer("gte", 1, int.MaxValue, 0),
            range.Integer("lte", 1, int.MaxValue, int.MaxValue),
            filters.OptionalText("category"),
            filters.OptionalText("document_type"));
    }

    public bool Accepts(StoredFile file) =>
        (FileIds is null || FileIds.Contains(file.Id.ToString(), StringComparer.OrdinalIgnoreCase))
        && (ProjectId is null || ProjectId == file.Scope.ProjectId)
        && (ReferenceIds is null || ReferenceIds.Contains(file.ReferenceId))
        && (Category is null || Category == file.Metadata["category"]?.ToString())
        && (DocumentType is null || DocumentType == file.Metadata["document_type"]?.ToString());

    public bool Accepts(Chunk chunk)
    {
        var isRange = FirstPage > 0 || LastPage < int.MaxValue;
        return (Pages is null || (chunk.Page is { } page && Pages.Contains(page)))
            && (!isRange || (chunk.Page is { } number && number >= FirstPage && number <= LastPage));
    }
}
