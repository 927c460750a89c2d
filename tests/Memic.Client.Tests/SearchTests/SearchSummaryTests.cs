namespace Memic.Client.Tests;

/// <summary>The summary of results, against values that were worked out by hand.</summary>
public class SearchSummaryTests
{
    private static readonly MemicSearchTest[] Tests =
    [
        Test("one", rank: 1, found: ["a"], missing: [], ndcg: 1, ms: 10),
        Test("two", rank: 2, found: ["b"], missing: ["c"], ndcg: 0.4, ms: 40),
        Test("three", rank: 4, found: ["d", "e"], missing: [], ndcg: 0.6, ms: 20),
        Test("four", rank: null, found: [], missing: ["f"], ndcg: 0, ms: null),
    ];

    [Fact]
    public void Recall_is_what_was_found_of_what_must_be_found_over_all_questions() => Assert.Equal(4 / 6.0, Summary().Recall);

    [Fact]
    public void The_mean_reciprocal_rank_counts_a_question_without_a_find_as_0() => Assert.Equal((1 + 0.5 + 0.25 + 0) / 4, Summary().MeanReciprocalRank);

    [Fact]
    public void Ndcg_is_the_mean_over_the_questions() => Assert.Equal(0.5, Summary().Ndcg!.Value, 12);

    [Fact]
    public void Search_times_are_those_that_the_service_reported() => Assert.Equal((20.0, 40.0), (Summary().MedianSearchTimeMs, Summary().P95SearchTimeMs));

    [Fact]
    public void Questions_are_counted_and_those_that_failed_are_named()
    {
        var summary = Summary();

        Assert.Equal((4, 2, 2, 3, 5), (summary.Count, summary.Passed, summary.Failed, summary.Errors, summary.Top));
        Assert.Equal(["two", "four"], summary.FailedQueries);
    }

    [Fact]
    public void Without_an_answer_nothing_is_known()
    {
        var summary = MemicSearchSummary.From([], errors: 2, top: null);

        Assert.Equal((null, null, null, null), (summary.Recall, summary.MeanReciprocalRank, summary.Ndcg, summary.MedianSearchTimeMs));
        Assert.Equal("search_quality_low", Assert.Throws<MemicException>(() => summary.Require(0)).Code);
    }

    [Fact]
    public void A_recall_that_is_exactly_the_minimum_is_enough()
    {
        var tests = Enumerable.Range(0, 20).Select(n => Test($"{n}", 1, n < 18 ? ["a"] : [], n < 18 ? [] : ["a"], 1, 1)).ToArray();

        Assert.Equal(0.9, MemicSearchSummary.From(tests, 0, null).Require(0.9).Recall);
    }

    [Fact]
    public void Less_is_an_error_that_names_both_values_and_the_questions()
    {
        var error = Assert.Throws<MemicException>(() => Summary().Require(0.67));

        Assert.Equal("search_quality_low", error.Code);
        Assert.Equal("The recall is 0.6666, and must be 0.67 or more: 2 of 4 questions did not find everything: 'two', 'four'.", error.Detail);
    }

    private static MemicSearchSummary Summary() => MemicSearchSummary.From(Tests, errors: 3, top: 5);

    private static MemicSearchTest Test(string query, int? rank, string[] found, string[] missing, double ndcg, double? ms) =>
        new(query, rank, score: null, found, missing, topHit: null, ndcg, ms, requestId: null);
}
