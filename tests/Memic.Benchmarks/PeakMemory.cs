namespace Memic.Benchmarks;

/// <summary>Measures the peak working set of this process during an operation.</summary>
internal static class PeakMemory
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    public static async Task<double> WhileAsync(Func<Task> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var running = Task.Run(work);
        var peak = Environment.WorkingSet;
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(Interval));
            peak = Math.Max(peak, Environment.WorkingSet);
        }

        await running;
        return peak;
    }
}
