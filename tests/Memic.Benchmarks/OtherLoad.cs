using System.Diagnostics;

namespace Memic.Benchmarks;

/// <summary>Measures how busy the machine is with something else: on a busy one a missed target says nothing.</summary>
internal static class OtherLoad
{
    /// <summary>Above this the machine is taken for busy. An idle one is below 1.1, one with a single other busy process far above.</summary>
    public const double Most = 1.3;

    private const int Rounds = 60;
    private const int Steps = 2_000_000;

    /// <summary>Gets how much longer a computation takes, that uses all processors, than it does in its quickest round: 1 is no longer.</summary>
    public static double Measure()
    {
        var times = Enumerable.Range(0, Rounds).Select(_ => Time()).Order().ToList();
        return times[Rounds * 3 / 4] / times[0];
    }

    private static double Time()
    {
        var start = Stopwatch.GetTimestamp();
        Parallel.For(0, Environment.ProcessorCount, Compute);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Compute(int seed)
    {
        var value = (uint)seed + 1;
        for (var step = 0; step < Steps; step++)
        {
            value ^= value << 13;
            value ^= value >> 17;
            value ^= value << 5;
        }

        GC.KeepAlive(value);
    }
}
