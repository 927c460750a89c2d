namespace Memic;

/// <summary>Body of <c>POST /search</c>. What the caller did not ask for is not sent, so that the service's defaults hold.</summary>
internal sealed record SearchRequest
{
    public required string Query { get; init; }

    public string? ProjectId { get; init; }

    public IReadOnlyList<string>? FileIds { get; init; }

    public string? EnvironmentSlug { get; init; }

    public int? TopK { get; init; }

    public double? MinScore { get; init; }

    public bool? IncludeMetadata { get; init; }

    public string? ConnectorId { get; init; }

    public string? ForceRoute { get; init; }

    public SearchFilterRequest? MetadataFilters { get; init; }
}
