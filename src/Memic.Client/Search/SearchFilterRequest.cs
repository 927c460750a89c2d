namespace Memic;

/// <summary>The field <c>metadata_filters</c> of <c>POST /search</c>.</summary>
internal sealed record SearchFilterRequest
{
    public string? ReferenceId { get; init; }

    public IReadOnlyList<string>? ReferenceIds { get; init; }

    public int? PageNumber { get; init; }

    public IReadOnlyList<int>? PageNumbers { get; init; }

    public PageRangeRequest? PageRange { get; init; }

    public string? Category { get; init; }

    public string? DocumentType { get; init; }
}
