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
        var matches = expectations.Select(expectation => (expectation.Text, File: files.FirstOrDefault(expectation.IsMetBy))).ToList();
        var ranks = matches.Where(match => match.File is not null).Select(match => match.File!.Rank).Distinct().ToList();

        // Two expectations that one file meets, such as its name and its reference id, expect one file.
        var expected = ranks.Count + matches.Count(match => match.File is null);
        if (question.HasText)
        {
            var candidates = expectations.Count == 0 ? files : files.Where(file => expectations.Any(expectation => expectation.IsMetBy(file)));
            var file = candidates.FirstOrDefault(candidate => candidate.Contains(question.Text!));
            matches.Add(($"\"{question.Text}\"", file));
            if (expectations.Count == 0)
            {
                expected = 1;
                ranks.AddRange(file is null ? [] : [file.Rank]);
            }
        }

        var first = ranks.Count == 0 ? null : files[ranks.Min() - 1];
        var missing = matches.Where(match => match.File is null).Select(match => match.Text).ToList();
        return new MemicSearchTest(
            question.Query,
            first?.Rank,
            first?.Score,
            matches.Where(match => match.File is not null).Select(match => match.Text),
            missing,
            files.Count == 0 ? null : files[0].ToString(),
            SearchMetrics.Ndcg(ranks, expected, top),
            answer.SearchTime?.TotalMilliseconds,
            missing.Count == 0 ? null : answer.RequestId);
    }
}
