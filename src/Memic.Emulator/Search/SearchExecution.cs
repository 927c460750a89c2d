using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Memic.Emulator;

/// <summary>A search of the ready files of an environment.</summary>
internal sealed class SearchExecution(
    EmulatorState state,
    ApiKeyScope scope,
    SearchFilters filters,
    int limit,
    double minScore,
    string? forcedRoute,
    Guid? connector,
    JsonObject applied)
{
    /// <summary>Gets whether the request names another environment than that of the key. Such a search finds nothing.</summary>
    public bool IsOtherEnvironment { get; init; }

    public SearchRouting Routing { get; } = SearchRouting.Create(forcedRoute, connector);

    public IReadOnlyList<SearchHit> FindHits(string query)
    {
        if (Routing.IsStructuredOnly)
        {
            return [];
        }

        var candidates = GetFiles()
            .SelectMany(file => file.Text.Chunks.Where(filters.Matches).Select(chunk => (file, chunk)))
            .ToList();
        return [.. SearchRanker.Rank(query, candidates).Where(hit => hit.Score >= minScore).Take(limit)];
    }

    public SearchResponse CreateResponse(string query, bool withMetadata)
    {
        var watch = Stopwatch.GetTimestamp();
        var hits = FindHits(query);
        var table = Routing.Route == "semantic" ? null : FileTable.Create(GetFiles().Take(limit));
        var semantic = Routing.IsStructuredOnly ? null : hits.Select(hit => SearchHitResponse.Create(hit, withMetadata)).ToList();
        return new SearchResponse(
            query,
            new SearchResults(semantic, table),
            hits.Count + (table?.Rows.Count ?? 0),
            Math.Round(Stopwatch.GetElapsedTime(watch).TotalMilliseconds, 2),
            $"org_{scope.OrganizationId:N}",
            applied,
            Routing);
    }

    private IEnumerable<StoredFile> GetFiles() => IsOtherEnvironment ? [] : state.Files.All
        .Where(file => file.Scope == scope && filters.Matches(file) && state.Files.GetState(file).IsReady);
}
