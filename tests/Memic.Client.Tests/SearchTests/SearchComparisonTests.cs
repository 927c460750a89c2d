namespace Memic.Client.Tests;

/// <summary>What changed between two runs.</summary>
public class SearchComparisonTests
{
    [Fact]
    public void A_question_is_lost_won_moved_or_the_same()
    {
        var comparison = Compare(
            [Test("lost", 1), Test("won", null), Test("moved", 1), Test("same", 2), Test("still failed", null)],
            [Test("lost", null), Test("won", 3), Test("moved", 2), Test("same", 2), Test("still failed", null)]);

        Assert.Equal("lost (1 -> none)", Assert.Single(comparison.Lost).ToString());
        Assert.Equal("won (none -> 3)", Assert.Single(comparison.Won).ToString());
        Assert.Equal("moved (1 -> 2)", Assert.Single(comparison.Moved).ToString());
        Assert.Equal(2, comparison.Unchanged);
        Assert.Empty(comparison.Added.Concat(comparison.Removed));
    }

    [Fact]
    public void The_order_of_the_questions_does_not_matter()
    {
        var comparison = Compare([Test("a", 1), Test("b", 2), Test("c", null)], [Test("c", null), Test("a", 1), Test("b", 2)]);

        Assert.Equal(3, comparison.Unchanged);
    }

    [Fact]
    public void Questions_that_only_one_run_has_are_added_or_removed()
    {
        var comparison = Compare([Test("old", 1), Test("both", 1)], [Test("both", 1), Test("new", 1)]);

        Assert.Equal(("new", "old"), (Assert.Single(comparison.Added).Query, Assert.Single(comparison.Removed).Query));
    }

    [Fact]
    public void The_same_question_with_other_expectations_is_another_one_as_long_as_both_are_there()
    {
        var comparison = Compare([Test("q", 1, "a"), Test("q", 2, "b")], [Test("q", 2, "b"), Test("q", 3, "a")]);

        Assert.Equal("q (1 -> 3)", Assert.Single(comparison.Moved).ToString());
        Assert.Equal(1, comparison.Unchanged);
    }

    [Fact]
    public void A_question_whose_expectation_was_corrected_is_still_that_question() =>
        Assert.Equal("q", Assert.Single(Compare([Test("q", null, "old")], [Test("q", 1, "new")]).Won).Query);

    [Fact]
    public void Questions_that_are_repeated_are_compared_in_their_order() =>
        Assert.Equal(["q (1 -> none)"], Compare([Test("q", 1), Test("q", 2)], [Test("q", null), Test("q", 2)]).Lost.Select(change => change.ToString()));

    [Fact]
    public void A_question_that_misses_something_else_has_moved()
    {
        var before = new MemicSearchTest("q", 1, null, ["a", "b"], ["c"], null, 1, null, null);
        var now = new MemicSearchTest("q", 1, null, ["a", "c"], ["b"], null, 1, null, null);

        Assert.Equal(["b"], Assert.Single(Compare([before], [now]).Moved).Missing);
    }

    [Fact]
    public void The_measures_come_with_their_differences()
    {
        var comparison = Compare([Test("a", 1), Test("b", null)], [Test("a", 2), Test("b", 2)]);

        Assert.Equal((0.5, 1.0, 0.5), (comparison.ReferenceSummary.Recall, comparison.Summary.Recall, comparison.RecallDifference));
        Assert.Equal(0.0, comparison.MeanReciprocalRankDifference);
        Assert.Equal(0.0, comparison.MedianSearchTimeMsDifference);
    }

    [Fact]
    public void With_a_run_that_answered_nothing_no_difference_is_known() => Assert.Null(Compare([], [Test("a", 1)]).RecallDifference);

    private static MemicSearchTest Test(string query, int? rank, string expected = "f") =>
        new(query, rank, null, rank is null ? [] : [expected], rank is null ? [expected] : [], null, SearchMetrics.ReciprocalRank(rank), 5, null);

    private static MemicSearchComparison Compare(MemicSearchTest[] reference, MemicSearchTest[] current) => MemicSearchComparison.Compare(reference, current);
}
