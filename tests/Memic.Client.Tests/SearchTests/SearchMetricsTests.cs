namespace Memic.Client.Tests;

/// <summary>The measures, against values that were worked out by hand.</summary>
public class SearchMetricsTests
{
    // log2(2) = 1, log2(3) = 1.584963, log2(4) = 2, log2(5) = 2.321928: gains of 1, 0.630930, 0.5 and 0.430677.
    [Theory]
    [InlineData(new[] { 1 }, 1, 10, 1.0)]
    [InlineData(new[] { 2 }, 1, 10, 0.630930)]
    [InlineData(new[] { 3 }, 1, null, 0.5)]
    [InlineData(new int[0], 1, 10, 0.0)]
    [InlineData(new[] { 1, 2 }, 2, 10, 1.0)]
    [InlineData(new[] { 1, 3 }, 2, 10, 0.919721)] // (1 + 0.5) / 1.630930
    [InlineData(new[] { 2, 4 }, 3, 10, 0.498189)] // (0.630930 + 0.430677) / 2.130930
    [InlineData(new[] { 1 }, 3, 2, 0.613147)] // Only two could have come: 1 / 1.630930
    public void Ndcg_is_the_discounted_gain_over_the_best_that_was_possible(int[] ranks, int expected, int? top, double value) =>
        Assert.Equal(value, SearchMetrics.Ndcg(ranks, expected, top), 6);

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(4, 0.25)]
    [InlineData(null, 0.0)]
    public void The_reciprocal_rank_of_what_was_not_found_is_0(int? rank, double value) => Assert.Equal(value, SearchMetrics.ReciprocalRank(rank));

    [Theory]
    [InlineData(new double[0], null)]
    [InlineData(new[] { 7.0 }, 7.0)]
    [InlineData(new[] { 9.0, 1.0, 5.0 }, 5.0)]
    [InlineData(new[] { 9.0, 1.0, 5.0, 6.0 }, 5.5)]
    public void The_median_is_the_middle_or_the_mean_of_the_two_in_the_middle(double[] values, double? median) => Assert.Equal(median, SearchMetrics.Median(values));

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, 1.0)]
    [InlineData(10, 10.0)] // The 9.5th
    [InlineData(20, 19.0)] // The 19th
    [InlineData(21, 20.0)] // The 19.95th
    [InlineData(100, 95.0)]
    public void The_95th_percentile_is_the_least_value_that_19_of_20_do_not_exceed(int count, double? value) =>
        Assert.Equal(value, SearchMetrics.Percentile(Enumerable.Range(1, count).Reverse().Select(n => (double)n), 95));
}
