namespace Memic.Client.Tests;

/// <summary>Tells whether anybody but the caller works on the thread pool. To be asked from a thread of the pool.</summary>
internal static class ThreadPoolActivity
{
    private const int Samples = 50;

    // The caller, and the threads that a test host keeps for itself; as many as are at work when all is quiet.
    private static int? s_fewest;

    /// <summary>How many threads of the pool are at work.</summary>
    public static int Working
    {
        get
        {
            ThreadPool.GetMaxThreads(out var all, out _);
            ThreadPool.GetAvailableThreads(out var free, out _);
            return all - free;
        }
    }

    public static async ValueTask<bool> IsIdleAsync()
    {
        s_fewest ??= await MeasureAsync();
        var working = Working;
        s_fewest = Math.Min(s_fewest.Value, working);
        return ThreadPool.PendingWorkItemCount == 0 && working == s_fewest;
    }

    private static async Task<int> MeasureAsync()
    {
        var fewest = int.MaxValue;
        for (var sample = 0; sample < Samples; sample++)
        {
            await Task.Delay(1);
            fewest = Math.Min(fewest, Working);
        }

        return fewest;
    }
}
