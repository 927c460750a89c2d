namespace Memic.Client.Tests;

/// <summary>What counts as found, and at which rank.</summary>
public class SearchTestEvaluatorTests
{
    [Fact]
    public void A_file_counts_once_at_its_best_passage()
    {
        var test = Evaluate(new SearchQuestion { Query = "q", FileNames = ["c.md"] }, Hit("a.md", 0.9), Hit("a.md", 0.8), Hit("b.md", 0.7), Hit("c.md", 0.6), Hit("c.md", 0.5));

        Assert.Equal((true, 3, 0.6, "a.md"), (test.Passed, test.Rank, test.Score, test.TopHit));
        Assert.Equal(0.5, test.Ndcg, 6);
    }

    [Fact]
    public void All_that_is_expected_must_be_found()
    {
        var test = Evaluate(new SearchQuestion { Query = "q", FileNames = ["b.md", "none.md"], FileIds = ["id-a.md"] }, Hit("a.md"), Hit("b.md"));

        Assert.False(test.Passed);
        Assert.Equal(["b.md", "id-a.md"], test.Found);
        Assert.Equal(["none.md"], test.Missing);
        Assert.Equal(1, test.Rank);
    }

    [Theory]
    [InlineData("HR/*", false)]
    [InlineData("hr/*", true)]
    [InlineData("hr/leave/2026.md", true)]
    [InlineData("hr/Leave/2026.md", false)]
    [InlineData("hr/leave/[0-9]*.md", true)]
    [InlineData("*2026*", true)]
    [InlineData("hr/leave/2026", false)]
    public void Reference_ids_are_compared_in_their_case_and_a_wildcard_reaches_across_folders(string expected, bool passes) =>
        Assert.Equal(passes, Evaluate(new SearchQuestion { Query = "q", ReferenceIds = [expected] }, Hit("a.md", referenceId: "hr/leave/2026.md")).Passed);

    [Theory]
    [InlineData("Plan [Draft].MD", true)]
    [InlineData("plan*", true)]
    [InlineData("plan [draft", false)]
    [InlineData("plan `[draft`].md", true)]
    public void Names_are_compared_in_any_case_and_a_name_with_brackets_is_also_found_as_it_is(string expected, bool passes) =>
        Assert.Equal(passes, Evaluate(new SearchQuestion { Query = "q", FileNames = [expected] }, Hit("plan [draft].md")).Passed);

    [Fact]
    public void A_name_whose_bracket_is_never_closed_is_meant_as_it_is() =>
        Assert.True(Evaluate(new SearchQuestion { Query = "q", FileNames = ["a[1.md"] }, Hit("a[1.md")).Passed);

    [Theory]
    [InlineData("Three   MONTHS", true)]
    [InlineData("three months notice", false)]
    public void A_text_must_be_in_a_passage_whatever_its_case_and_line_breaks(string text, bool passes)
    {
        var test = Evaluate(new SearchQuestion { Query = "q", FileNames = ["a.md"], Text = text }, Hit("a.md", text: "something else"), Hit("a.md", text: "It is three\n months."));

        Assert.Equal(passes, test.Passed);
        Assert.Equal(passes ? ["a.md", $"\"{text}\""] : ["a.md"], test.Found);
        Assert.Equal(passes ? [] : [$"\"{text}\""], test.Missing);
        Assert.Equal(1, test.Ndcg);
    }

    [Fact]
    public void A_text_counts_only_in_an_expected_file_where_one_is_expected() =>
        Assert.Equal(["\"months\""], Evaluate(new SearchQuestion { Query = "q", FileNames = ["a.md"], Text = "months" }, Hit("a.md"), Hit("b.md", text: "months")).Missing);

    [Fact]
    public void A_text_alone_is_found_in_any_file_at_its_rank()
    {
        var test = Evaluate(new SearchQuestion { Query = "q", Text = "months" }, Hit("a.md"), Hit("b.md", text: "months"));

        Assert.Equal((true, 2), (test.Passed, test.Rank));
        Assert.Equal(0.630930, test.Ndcg, 6);
    }

    [Fact]
    public void A_file_that_is_expected_by_name_and_by_reference_id_counts_once_in_the_ndcg() =>
        Assert.Equal(1, Evaluate(new SearchQuestion { Query = "q", FileNames = ["a.md"], ReferenceIds = ["A"] }, Hit("a.md", referenceId: "A")).Ndcg);

    [Fact]
    public void The_request_id_is_kept_of_a_test_that_failed()
    {
        Assert.Equal("req_1", Evaluate(new SearchQuestion { Query = "q", FileNames = ["b.md"] }, Hit("a.md")).RequestId);
        Assert.Null(Evaluate(new SearchQuestion { Query = "q", FileNames = ["a.md"] }, Hit("a.md")).RequestId);
    }

    [Fact]
    public void Nothing_found_is_a_failure_without_rank_score_and_top_hit()
    {
        var test = Evaluate(new SearchQuestion { Query = "q", FileNames = ["b.md"] });

        Assert.Equal((false, null, null, null, 0), (test.Passed, test.Rank, test.Score, test.TopHit, test.Ndcg));
    }

    private static FoundPassage Hit(string name, double score = 0.5, string? referenceId = null, string text = "") => new("id-" + name, name, referenceId, score, text);

    private static MemicSearchTest Evaluate(SearchQuestion question, params FoundPassage[] hits) =>
        SearchTestEvaluator.Evaluate(question, question.GetExpectations(), RankedFile.From(hits), top: 10, new FoundAnswer(hits, TimeSpan.FromMilliseconds(3), "req_1"));
}
