namespace Memic;

/// <summary>The count of one process, in its memory.</summary>
internal sealed class MemoryRateLimitStore(TimeProvider time) : IRateLimitStore
{
    private readonly Dictionary<RateCategory, SlidingWindow> _windows = [];
    private readonly object _lock = new();

    public RateLimitScope Scope => RateLimitScope.Process;

    public TimeSpan? TimeUntilIdle
    {
        get
        {
            lock (_lock)
            {
                var now = Now;
                var moments = _windows.Values.Select(window => window.IdleFrom(now)).ToList();
                return moments.Contains(null) ? null : Until(moments.Max() ?? now, now);
            }
        }
    }

    private long Now => time.GetTimestamp();

    public ValueTask<RateLimitAttempt> TryAcquireAsync(RateCategory category, RateLimitRule rule)
    {
        lock (_lock)
        {
            var (window, now) = (Window(category), Now);
            return new(window.TryAcquire(now, rule.Limit) ? RateLimitAttempt.Granted() : RateLimitAttempt.Denied(
                window.NextFree(now, rule.Limit, 1) is { } next ? Until(next, now) : Timeout.InfiniteTimeSpan,
                Until(window.BlockedUntil, now)));
        }
    }

    public ValueTask ReleaseAsync(RateCategory category, RateLimitRule rule, long permit)
    {
        lock (_lock)
        {
            if (rule.IsLimited)
            {
                Window(category).Release(Now + Ticks(rule.ReleaseDelay));
            }
            else
            {
                Window(category).Return();
            }
        }

        return default;
    }

    public ValueTask ReturnAsync(RateCategory category, RateLimitRule rule, long permit)
    {
        lock (_lock)
        {
            Window(category).Return();
        }

        return default;
    }

    public ValueTask BlockAsync(RateCategory category, TimeSpan duration)
    {
        lock (_lock)
        {
            Window(category).BlockUntil(Now + Ticks(duration));
        }

        return default;
    }

    public ValueTask<RateLimitState> ReadAsync(RateCategory category, RateLimitRule rule) => new(Estimate(category, rule, 1));

    public RateLimitState Estimate(RateCategory category, RateLimitRule rule, int waiting)
    {
        lock (_lock)
        {
            var (window, now) = (Window(category), Now);
            var free = window.NextFree(now, rule.Limit, waiting) is { } moment ? Until(moment, now) : rule.ReleaseDelay;
            var blocked = Until(window.BlockedUntil, now);
            return new(window.Used(now), free > blocked ? free : blocked);
        }
    }

    public void Dispose()
    {
    }

    private SlidingWindow Window(RateCategory category)
    {
        if (!_windows.TryGetValue(category, out var window))
        {
            _windows[category] = window = new SlidingWindow();
        }

        return window;
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    private TimeSpan Until(long moment, long now) => moment <= now ? TimeSpan.Zero : time.GetElapsedTime(now, moment);
}
