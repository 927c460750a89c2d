namespace Memic;

/// <summary>Whether a search found what it must find.</summary>
public sealed class MemicSearchTest
{
    /// <summary>Creates a result, such as one that was kept in a file.</summary>
    /// <param name="query">The question.</param>
    /// <param name="rank">The rank of the first expected file.</param>
    /// <param name="score">The score of the first expected file.</param>
    /// <param name="found">What was found of what must be found.</param>
    /// <param name="missing">What was not found of it.</param>
    /// <param name="topHit">The file that came first.</param>
    /// <param name="ndcg">The normalized discounted cumulative gain.</param>
    /// <param name="searchTimeMs">The search time in milliseconds.</param>
    /// <param name="requestId">The id of the request.</param>
    public MemicSearchTest(
        string query, int? rank, double? score, IEnumerable<string> found, IEnumerable<string> missing, string? topHit, double ndcg, double? searchTimeMs, string? requestId)
    {
        (Query, Rank, Score, TopHit, Ndcg, SearchTimeMs, RequestId) = (query, rank, score, topHit, ndcg, searchTimeMs, requestId);
        (Found, Missing) = (MemicStringList.From(found), MemicStringList.From(missing));
    }

    /// <summary>Gets the question.</summary>
    public string Query { get; }

    /// <summary>Gets whether everything that must be found was found.</summary>
    public bool Passed => Missing.Count == 0;

    /// <summary>Gets the rank of the first expected file, from 1; each file counts once, at its best passage. <see langword="null"/> if none was found.</summary>
    public int? Rank { get; }

    /// <summary>Gets the score of the first expected file; <see langword="null"/> if none was found.</summary>
    public double? Score { get; }

    /// <summary>Gets what was found of what must be found: reference ids, names and ids as they were given, and the text in quotes.</summary>
    public MemicStringList Found { get; }

    /// <summary>Gets what was not found of what must be found.</summary>
    public MemicStringList Missing { get; }

    /// <summary>Gets the file that came first, by its reference id, else its name or id; <see langword="null"/> if nothing was found.</summary>
    public string? TopHit { get; }

    /// <summary>Gets the normalized discounted cumulative gain of this question: 1 if the expected files came before all others, 0 if none was found.</summary>
    public double Ndcg { get; }

    /// <summary>Gets the search time in milliseconds, as the service reports it; <see langword="null"/> if it does not, as for the chat.</summary>
    public double? SearchTimeMs { get; }

    /// <summary>Gets the id of the request, for support; <see langword="null"/> if the test passed, or the service sent none.</summary>
    public string? RequestId { get; }

    /// <inheritdoc/>
    public override string ToString() => DisplayText.Clean($"{(Passed ? "Passed" : "Failed")}: {Query}");
}
