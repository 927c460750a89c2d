namespace Memic;

/// <summary>
/// How long to wait before a request is repeated: 2^n seconds plus a random part of a second, as the errors page says.
/// <c>Retry-After</c> is a floor under it, never undercut; the random part comes on top.
/// </summary>
public static class RetrySchedule
{
    /// <summary>Returns the delay before the next attempt.</summary>
    /// <param name="retry">The retry's number, from 0.</param>
    /// <param name="retryAfter">What the service asked for, if it did.</param>
    /// <param name="jitter">A random number from 0 up to 1.</param>
    public static TimeSpan Delay(int retry, TimeSpan? retryAfter, double jitter)
    {
        // Beyond 2^16 seconds only overflow is gained.
        var backoff = TimeSpan.FromSeconds(1 << Math.Min(Math.Max(retry, 0), 16));
        var floor = retryAfter > backoff ? retryAfter.Value : backoff;
        return floor + TimeSpan.FromSeconds(jitter);
    }
}
