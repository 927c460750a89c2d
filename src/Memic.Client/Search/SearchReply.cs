using System.Text.Json;

namespace Memic;

/// <summary>Answer of <c>POST /search</c>; either side of the results may be missing or null.</summary>
internal sealed record SearchReply
{
    public string? Query { get; set; }

    public SearchResultsReply? Results { get; set; }

    public long? TotalResults { get; set; }

    public double? SearchTimeMs { get; set; }

    public string? Namespace { get; set; }

    public JsonElement? FiltersApplied { get; set; }

    public RoutingReply? Routing { get; set; }
}
