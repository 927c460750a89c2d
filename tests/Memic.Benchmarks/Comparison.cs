using System.Diagnostics;

namespace Memic.Benchmarks;

/// <summary>Runs two ways to do the same thing in turn, so that whatever else the machine does meets both alike.</summary>
internal static class Comparison
{
    // The framework comes compiled; what is measured here has to be compiled and optimized first.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The median seconds of each after some rounds that do not count, and the median of the rounds' ratios, which stays true
    /// on a machine that is busy with something else for some of them.
    /// </summary>
    public static async Task<(double Floor, double Ours, double Ratio)> MeasureAsync(int rounds, Func<Task> floor, Func<Task> ours)
    {
        var (floorTimes, ourTimes) = (new List<double>(), new List<double>());
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < WarmUp;)
        {
            await floor();
            await ours();
        }

        for (var round = 0; round < rounds; round++)
        {
            // Whoever goes second finds a warmer machine: take turns in that too.
            var first = round % 2 == 0;
            var one = await TimeAsync(first ? floor : ours);
            var two = await TimeAsync(first ? ours : floor);
            floorTimes.Add(first ? one : two);
            ourTimes.Add(first ? two : one);
        }

        return (Median(floorTimes), Median(ourTimes), Median(floorTimes.Zip(ourTimes, (one, other) => one / other)));
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        // The garbage of the one is not to be paid for by the other.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
