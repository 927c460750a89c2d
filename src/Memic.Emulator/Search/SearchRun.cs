using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Memic.Emulator;

/// <summary>One search over the ready files of an environment.</summary>
internal sealed class SearchRun(
    EmulatorState state,
    KeyBinding scope,
    SearchFilters filters,
    int limit,
    double minScore,
    string? forcedRoute,
    Guid? connector,
    JsonObject applied)
{
    /// <summary>Whether another environment was asked for than the one that the key opens. It holds nothing for this key.</summary>
    public bool IsOtherEnvironment { get; init; }

    public SearchRouting Routing { get; } = SearchRouting.For(forcedRoute, connector);

    public IReadOnlyList<SearchHit> Hits(string query)
    {
        if (Routing.IsStructuredOnly)
        {
            return [];
        }

        var candidates = Files()
            .SelectMany(file => file.Text.Chunks.Where(filters.Accepts).Select(chunk => (file, chunk)))
            .ToList();
        return [.. Ranking.Rank(query, candidates).Where(hit => hit.Score >= minScore).Take(limit)];
    }

    public SearchResponse Respond(string query, bool withMetadata)
    {
        var watch = Stopwatch.GetTimestamp();
        var hits = Hits(query);
        var table = Routing.Route == "semantic" ? null : FileTable.Of(Files().Take(limit));
        var semantic = Routing.IsStructuredOnly ? null : hits.Select(hit => HitView.Of(hit, withMetadata)).ToList();
        return new SearchResponse(
            query,
            new SearchResults(semantic, table),
            hits.Count + (table?.Rows.Count ?? 0),
            Math.Round(Stopwatch.GetElapsedTime(watch).TotalMilliseconds, 2),
            $"org_{scope.OrganizationId:N}",
            applied,
            Routing);
    }

    private IEnumerable<StoredFile> Files() => IsOtherEnvironment ? [] : state.Files.All
        .Where(file => file.Scope == scope && filters.Accepts(file) && state.Files.StateOf(file).IsReady);
}
