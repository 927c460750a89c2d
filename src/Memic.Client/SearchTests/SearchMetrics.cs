namespace Memic;

/// <summary>
/// The measures of retrieval, by their usual definitions: Manning, Raghavan and Schütze, Introduction to Information
/// Retrieval, chapter 8 (recall; NDCG with the discount 1/log2(1 + rank)); Voorhees, The TREC-8 Question Answering Track
/// Report (mean reciprocal rank); Hyndman and Fan, Sample Quantiles in Statistical Packages (percentiles).
/// </summary>
internal static class SearchMetrics
{
    /// <summary>
    /// Gets the normalized discounted cumulative gain of one question: the sum of 1/log2(1 + rank) of the expected files
    /// that were found, over the same sum if they had come first. Each expected file has relevance 1.
    /// </summary>
    /// <param name="ranks">The ranks of the expected files that were found, each file once, in their order.</param>
    /// <param name="expected">The number of expected files, at least that of the ranks.</param>
    /// <param name="top">The number of passages that were asked for, so that no more files could have come; all if it is not known.</param>
    public static double Ndcg(IReadOnlyCollection<int> ranks, int expected, int? top)
    {
        var (gain, ideal) = (0.0, 0.0);
        foreach (var rank in ranks)
        {
            gain += Gain(rank);
        }

        for (var rank = 1; rank <= Math.Max(1, Math.Min(expected, top ?? expected)); rank++)
        {
            ideal += Gain(rank);
        }

        return gain / ideal;
    }

    /// <summary>Gets the reciprocal of a rank; 0 where nothing was found.</summary>
    public static double ReciprocalRank(int? rank) => rank is { } found ? 1.0 / found : 0;

    /// <summary>Gets the median: the middle value, or the mean of the two in the middle; <see langword="null"/> where there is none.</summary>
    public static double? Median(IEnumerable<double> values)
    {
        var sorted = values.OrderBy(value => value).ToArray();
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Gets a percentile by nearest rank (definition 1 of Hyndman and Fan): the least value that at least so many per cent do not exceed.</summary>
    public static double? Percentile(IEnumerable<double> values, int percent)
    {
        var sorted = values.OrderBy(value => value).ToArray();
        return sorted.Length == 0 ? null : sorted[((sorted.Length * percent) + 99) / 100 - 1];
    }

    private static double Gain(int rank) => Math.Log(2) / Math.Log(1 + rank);
}
