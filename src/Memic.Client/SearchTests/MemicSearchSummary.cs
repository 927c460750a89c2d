using System.Globalization;

namespace Memic;

/// <summary>How well searches found what they must find, over all questions.</summary>
public sealed class MemicSearchSummary
{
    private MemicSearchSummary(IReadOnlyCollection<MemicSearchTest> tests, int errors, int? top)
    {
        (Count, Errors, Top) = (tests.Count, errors, top);
        Passed = tests.Count(test => test.Passed);
        FailedQueries = MemicStringList.From(tests.Where(test => !test.Passed).Select(test => test.Query));
        var times = tests.Select(test => test.SearchTimeMs).OfType<double>().ToArray();
        (MedianSearchTimeMs, P95SearchTimeMs) = (SearchMetrics.Median(times), SearchMetrics.Percentile(times, 95));
        if (tests.Count > 0)
        {
            var expected = tests.Sum(test => test.Found.Count + test.Missing.Count);
            Recall = expected == 0 ? null : (double)tests.Sum(test => test.Found.Count) / expected;
            MeanReciprocalRank = tests.Average(test => SearchMetrics.ReciprocalRank(test.Rank));
            Ndcg = tests.Average(test => test.Ndcg);
        }
    }

    /// <summary>Gets the number of questions that were answered. Those that ended as an error are not among them.</summary>
    public int Count { get; }

    /// <summary>Gets the number of questions for which everything was found.</summary>
    public int Passed { get; }

    /// <summary>Gets the number of questions for which something was not found.</summary>
    public int Failed => FailedQueries.Count;

    /// <summary>Gets the number of questions that ended as an error.</summary>
    public int Errors { get; }

    /// <summary>Gets the number of passages that were asked for; <see langword="null"/> for the service's own default.</summary>
    public int? Top { get; }

    /// <summary>Gets what was found of what must be found, over all questions: 0 to 1; <see langword="null"/> if no question was answered.</summary>
    public double? Recall { get; }

    /// <summary>Gets the mean of one over the rank of the first expected file, 0 where none was found; <see langword="null"/> if no question was answered.</summary>
    public double? MeanReciprocalRank { get; }

    /// <summary>Gets the mean of the normalized discounted cumulative gain, each expected file with relevance 1; <see langword="null"/> if no question was answered.</summary>
    public double? Ndcg { get; }

    /// <summary>Gets the median of the search times in milliseconds, as the service reports them.</summary>
    public double? MedianSearchTimeMs { get; }

    /// <summary>Gets the time in milliseconds that 95 per cent of the searches did not exceed.</summary>
    public double? P95SearchTimeMs { get; }

    /// <summary>Gets the questions for which something was not found.</summary>
    public MemicStringList FailedQueries { get; }

    /// <summary>Summarizes results.</summary>
    /// <param name="tests">The results.</param>
    /// <param name="errors">The number of questions that ended as an error.</param>
    /// <param name="top">The number of passages that were asked for, if any number was.</param>
    public static MemicSearchSummary From(IReadOnlyCollection<MemicSearchTest> tests, int errors, int? top) => new(tests, errors, top);

    /// <summary>Throws an error if less was found than must be; also if there is nothing that could tell.</summary>
    /// <param name="minimumRecall">The lowest recall that is good enough: 0 to 1.</param>
    /// <returns>This summary.</returns>
    /// <exception cref="MemicException"><c>search_quality_low</c>.</exception>
    public MemicSearchSummary Require(double minimumRecall) => Recall >= minimumRecall
        ? this
        : throw new MemicException(MemicErrorCodes.SearchQualityLow, SearchTestMessages.QualityLow(this, minimumRecall));

    /// <inheritdoc/>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture, "{0} of {1} passed, recall {2}", Passed, Count, Recall is { } recall ? SearchTestMessages.Measure(recall) : "unknown");
}
