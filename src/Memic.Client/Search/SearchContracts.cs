using System.Text.Json;
using System.Text.Json.Serialization;

namespace Memic;

/// <summary>Body of <c>POST /search</c>. What the caller did not ask for is not sent, so that the service's defaults apply.</summary>
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

/// <summary>The field <c>page_range</c> of a search filter: from and to, each optional.</summary>
internal sealed record PageRangeRequest(int? Gte, int? Lte);

/// <summary>Response of <c>POST /search</c>; either side of the results may be missing or null.</summary>
internal sealed record SearchResponse : IIdentifiedResponse
{
    /// <inheritdoc/>
    [JsonIgnore]
    public string? RequestId { get; set; }

    public string? Query { get; set; }

    public SearchResultsResponse? Results
    {
        get;
        set
        {
            field = value;
            HasResults = true;
        }
    }

    /// <summary>Gets or sets whether the field is there, even if it is null.</summary>
    [JsonIgnore]
    public bool HasResults { get; private set; }

    public long? TotalResults { get; set; }

    public double? SearchTimeMs { get; set; }

    public string? Namespace { get; set; }

    public JsonElement? FiltersApplied { get; set; }

    public RoutingResponse? Routing { get; set; }
}

/// <summary>The results of a search: hits, rows, or both.</summary>
internal sealed record SearchResultsResponse(IReadOnlyList<HitResponse?>? Semantic, TableResponse? Structured);

/// <summary>Rows of a connected database.</summary>
internal sealed record TableResponse(IReadOnlyList<ColumnResponse?>? Columns, IReadOnlyList<JsonElement>? Rows);

/// <summary>A column of such rows.</summary>
internal sealed record ColumnResponse(string? Name, string? Type, string? Description);

/// <summary>How a query was routed.</summary>
internal sealed record RoutingResponse(string? Route, string? Reasoning, string? ConnectorId, string? ConnectorName, string? SqlGenerated, string? SqlExplanation);

/// <summary>A hit, with the names of the reference and, where the guide differs, also of the guide.</summary>
internal sealed record HitResponse
{
    public string? ChunkId { get; set; }

    public long? ChunkIndex { get; set; }

    public string? Content { get; set; }

    public string? Text { get; set; }

    public string? FileId { get; set; }

    public string? FileName { get; set; }

    public JsonElement? Source { get; set; }

    public string? MimeType { get; set; }

    public long? PageNumber { get; set; }

    public long? StartPage { get; set; }

    public long? EndPage { get; set; }

    public double? Score { get; set; }

    public string? Category { get; set; }

    public string? DocumentType { get; set; }

    public string? ReferenceId { get; set; }

    public string? ProjectId { get; set; }

    public IReadOnlyList<string>? Tags { get; set; }

    public long? TokenCount { get; set; }

    public JsonElement? BoundingBoxes { get; set; }

    public JsonElement? Metadata { get; set; }
}
