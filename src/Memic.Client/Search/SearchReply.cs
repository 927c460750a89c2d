using System.Text.Json;

namespace Memic;

/// <summary>Answer of <c>POST /search</c>; either side of the results may be missing or null.</summary>
internal sealed record SearchReply
{
    public string? Query { get; init; }

    public SearchResultsReply? Results { get; init; }

    public long? TotalResults { get; init; }

    public double? SearchTimeMs { get; init; }

    public string? Namespace { get; init; }

    public JsonElement? FiltersApplied { get; init; }

    public RoutingReply? Routing { get; init; }
}
