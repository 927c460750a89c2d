namespace Memic.Emulator;

/// <summary>Ranks chunks by the words of the query. Rare words count more, and a chunk with all words scores at least 0.7. Equal scores come by the name of the file.</summary>
internal static class SearchRanker
{
    public static IEnumerable<SearchHit> Rank(string query, IReadOnlyList<(StoredFile File, Chunk Chunk)> candidates)
    {
        var words = Tokenizer.GetWords(query).Distinct().ToList();
        var weights = words.ToDictionary(
            word => word,
            word => Math.Log(1 + ((candidates.Count + 1d) / (1d + candidates.Count(candidate => candidate.Chunk.Words.ContainsKey(word))))));
        var total = weights.Values.Sum();
        return total == 0 ? [] : candidates
            .Select(candidate => new SearchHit(candidate.File, candidate.Chunk, Math.Round(Score(candidate.Chunk, weights, total), 4)))
            .Where(hit => hit.Score > 0)
            .OrderByDescending(hit => hit.Score)
            .ThenBy(hit => hit.File.Name, StringComparer.Ordinal)
            .ThenByDescending(hit => hit.File.CreatedAt)
            .ThenBy(hit => hit.Chunk.Index);
    }

    private static double Score(Chunk chunk, Dictionary<string, double> weights, double total) =>
        weights.Sum(weight => chunk.Words.GetValueOrDefault(weight.Key) switch
        {
            0 => 0,
            var count => weight.Value * (0.7 + (0.3 * count / (count + 2d))),
        }) / total;
}

internal sealed record SearchHit(StoredFile File, Chunk Chunk, double Score);
