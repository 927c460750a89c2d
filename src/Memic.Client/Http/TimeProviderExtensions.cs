namespace Memic;

/// <summary>What .NET 8 and the back-port of its clock name differently.</summary>
internal static class TimeProviderExtensions
{
    /// <summary>Cancels a source once a time is over. Disposing the timer does not wait for a callback that has begun: the source may be gone by then.</summary>
    public static ITimer CancelAfter(this TimeProvider time, CancellationTokenSource source, TimeSpan delay) =>
        time.CreateTimer(Cancel, source, delay, Timeout.InfiniteTimeSpan);

    /// <summary>Waits for a time, rounded up to milliseconds: the framework rounds it down, and who waits for the rest of a moment would come too early and ask again.</summary>
    public static Task DelayAsync(this TimeProvider time, TimeSpan delay, CancellationToken cancellationToken)
    {
        var whole = TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds));
#if NET
        return Task.Delay(whole, time, cancellationToken);
#else
        return time.Delay(whole, cancellationToken);
#endif
    }

    private static void Cancel(object? source)
    {
        try
        {
            ((CancellationTokenSource)source!).Cancel();
        }
        catch (ObjectDisposedException)
        {
            // What it guarded has just ended. Thrown from a timer, this would end the process.
        }
    }
}
