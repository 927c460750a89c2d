using System.Globalization;

namespace Memic;

/// <summary>The sentences of search tests that a user can see.</summary>
internal static class SearchTestMessages
{
    public const string NothingExpected = "Nothing says what must be found: give a ReferenceId, FileName, FileId or Text.";

    private const int MaximumNamed = 10;

    public static string QualityLow(MemicSearchSummary summary, double minimum) => summary.Recall is { } recall
        ? $"The recall is {Measure(recall)}, and must be {Measure(minimum)} or more: {Number(summary.Failed)} of {Number(summary.Count)} questions did not find everything: {Join(summary.FailedQueries.Select(query => $"'{query}'"))}."
        : $"No question was answered, so that nothing shows a recall of {Measure(minimum)} or more.";

    public static string NoFile(IReadOnlyCollection<FileExpectation> missing) => $"The questions expect what no file has: {Join(missing.Select(expectation => expectation.ToString()))}.";

    public static string NotReady(IReadOnlyCollection<(FileExpectation Expectation, string Status)> waiting) =>
        $"The questions expect files that cannot be searched yet: {Join(waiting.Select(item => $"{item.Expectation} ({item.Status})"))}.";

    /// <summary>Two digits, and more where a value would look like the limit that it misses.</summary>
    public static string Measure(double value) => (Math.Floor(value * 10000) / 10000).ToString("0.00##", CultureInfo.InvariantCulture);

    private static string Join(IEnumerable<string> names)
    {
        var all = names.ToArray();
        var more = all.Length - MaximumNamed;
        return string.Join(", ", all.Take(MaximumNamed)) + (more > 0 ? $" and {Number(more)} more" : string.Empty);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
