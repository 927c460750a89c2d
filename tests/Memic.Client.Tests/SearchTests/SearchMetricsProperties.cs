using FsCheck;
using FsCheck.Xunit;

namespace Memic.Client.Tests;

public class SearchMetricsProperties
{
    [Property]
    public bool Ndcg_is_from_0_to_1_and_1_only_when_all_came_first(NonNegativeInt[] ranks, byte missing)
    {
        int[] distinct = [.. ranks.Select(rank => (rank.Get % 50) + 1).Distinct().Order()];
        var isPerfect = missing == 0 && distinct.Length > 0 && distinct[^1] == distinct.Length;

        var value = SearchMetrics.Ndcg(distinct, Math.Max(1, distinct.Length + missing), top: null);

        return value is >= 0 and < 1 + 1e-12 && (value > 1 - 1e-12) == isPerfect;
    }

    [Property]
    public bool A_file_that_moves_up_never_lowers_the_ndcg(byte rank, byte other)
    {
        var (low, high) = (Math.Max(rank, other) + 1, Math.Min(rank, other) + 1);

        return SearchMetrics.Ndcg([high], 1, null) >= SearchMetrics.Ndcg([low], 1, null);
    }

    [Property]
    public bool The_percentile_is_a_value_that_95_per_cent_do_not_exceed_and_no_lower_one_is(NonEmptyArray<int> values)
    {
        double[] sorted = [.. values.Get.Select(value => (double)value).Order()];

        var found = SearchMetrics.Percentile(sorted, 95)!.Value;

        return sorted.Count(value => value <= found) >= 0.95 * sorted.Length && sorted.Count(value => value < found) < 0.95 * sorted.Length;
    }
}
