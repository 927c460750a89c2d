using System.Diagnostics;
using System.Runtime;

namespace Memic.Benchmarks;

/// <summary>Measures two implementations in alternation, so that other load on the machine affects both alike.</summary>
internal static class Comparison
{
    // The code under test must be compiled and optimized first, as the framework is: until so long nothing is compiled any more.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets the median seconds of each after a warm-up, and the median of the ratios of the rounds, which is robust on a
    /// machine that is busy with something else during some of them.
    /// </summary>
    public static async Task<(double Floor, double Ours, double Ratio)> MeasureAsync(int rounds, Func<Task> floor, Func<Task> ours)
    {
        var (floorTimes, ourTimes) = (new List<double>(), new List<double>());
        await WarmUpAsync(floor, ours);
        for (var round = 0; round < rounds; round++)
        {
            // The second one runs on a warmer machine, so the order alternates as well.
            var first = round % 2 == 0;
            var one = await TimeAsync(first ? floor : ours);
            var two = await TimeAsync(first ? ours : floor);
            floorTimes.Add(first ? one : two);
            ourTimes.Add(first ? two : one);
        }

        return (Median(floorTimes), Median(ourTimes), Median(floorTimes.Zip(ourTimes, (one, other) => one / other)));
    }

    private static async Task WarmUpAsync(Func<Task> floor, Func<Task> ours)
    {
        var start = Stopwatch.GetTimestamp();
        long compiled;
        do
        {
            compiled = JitInfo.GetCompiledMethodCount();
            for (var from = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(from) < Quiet;)
            {
                await floor();
                await ours();
            }
        }
        while (JitInfo.GetCompiledMethodCount() > compiled && Stopwatch.GetElapsedTime(start) < LongestWarmUp);
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        // The garbage of one must not be collected during the other.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
