using System.Text.Json.Nodes;

namespace Memic.Emulator;

internal sealed record SearchResponse(
    string Query,
    SearchResults Results,
    int TotalResults,
    double SearchTimeMs,
    string Namespace,
    JsonObject FiltersApplied,
    SearchRouting Routing);
