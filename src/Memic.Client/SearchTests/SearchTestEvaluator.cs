namespace Memic;

/// <summary>Compares what was found for a question with what must be found.</summary>
internal static class SearchTestEvaluator
{
    /// <summary>Evaluates an answer.</summary>
    /// <param name="question">The question.</param>
    /// <param name="expectations">The files that must be found.</param>
    /// <param name="files">The files that were found, best first.</param>
    /// <param name="top">The number of passages that were asked for, if it is known.</param>
    /// <param name="answer">The answer that the files are from.</param>
    public static MemicSearchTest Evaluate(SearchQuestion question, IReadOnlyList<FileExpectation> expectations, IReadOnlyList<RankedFile> files, int? top, FoundAnswer answer)
    {
        var (found, missing, ranks) = (new List<string>(), new List<string>(), new SortedSet<int>());
        foreach (var expectation in expectations)
        {
            var file = files.FirstOrDefault(expectation.IsMetBy);
            (file is null ? missing : found).Add(expectation.Text);
            Add(ranks, file);
        }

        // Two expectations that one file meets, such as its name and its reference id, expect one file.
        var expected = ranks.Count + missing.Count;
        if (question.HasText)
        {
            var file = files.FirstOrDefault(file => (expectations.Count == 0 || expectations.Any(expectation => expectation.IsMetBy(file))) && file.Contains(question.Text!));
            (file is null ? missing : found).Add($"\"{question.Text}\"");
            if (expectations.Count == 0)
            {
                expected = 1;
                Add(ranks, file);
            }
        }

        var first = ranks.Count == 0 ? null : files[ranks.Min - 1];
        return new MemicSearchTest(
            question.Query,
            first?.Rank,
            first?.Score,
            found,
            missing,
            files.Count == 0 ? null : files[0].ToString(),
            SearchMetrics.Ndcg(ranks, expected, top),
            answer.SearchTime?.TotalMilliseconds,
            missing.Count == 0 ? null : answer.RequestId);
    }

    private static void Add(SortedSet<int> ranks, RankedFile? file)
    {
        if (file is not null)
        {
            ranks.Add(file.Rank);
        }
    }
}
