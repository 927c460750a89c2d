using System.Diagnostics;

namespace Memic.Benchmarks;

/// <summary>Measures how busy the machine is with something else: on a busy one a missed target says nothing.</summary>
internal static class OtherLoad
{
    /// <summary>Above this the machine is taken for busy: an idle one of two processors came to 1.03 to 1.18, with one other busy process to 1.21 and more.</summary>
    public const double Most = 1.2;

    private const int Rounds = 20;
    private const int Steps = 20_000_000;

    /// <summary>Gets how much longer a computation takes, that uses all processors, in half of its rounds than in the quickest: 1 is no longer.</summary>
    public static double Measure()
    {
        var times = Enumerable.Range(0, Rounds).Select(_ => Time()).Order().ToList();
        return times[Rounds / 2] / times[0];
    }

    private static double Time()
    {
        // Threads of its own: a pool may give the work of two processors to one.
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(seed => new Thread(() => Compute(seed))).ToList();
        var start = Stopwatch.GetTimestamp();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
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
