namespace Memic;

/// <summary>The limiter of one key in this process: its count, and a queue for each category.</summary>
internal sealed class SharedRateLimiter(IRateLimitStore store, TimeProvider time, RateLimitNotices notices) : IDisposable
{
    private readonly Dictionary<RateCategory, RateLimitQueue> _queues = [];

    public IRateLimitStore Store { get; } = store;

    public RateLimitNotices Notices { get; } = notices;

    /// <summary>How long until it can be dropped without forgetting anything; <see langword="null"/> while requests are in flight or wait.</summary>
    public TimeSpan? TimeUntilIdle
    {
        get
        {
            lock (_queues)
            {
                return _queues.Values.Any(queue => queue.HasWaiters) ? null : Store.TimeUntilIdle;
            }
        }
    }

    public RateLimitQueue this[RateCategory category]
    {
        get
        {
            lock (_queues)
            {
                if (!_queues.TryGetValue(category, out var queue))
                {
                    _queues[category] = queue = new RateLimitQueue(category, Store, time, Notices);
                }

                return queue;
            }
        }
    }

    public void Dispose() => Store.Dispose();
}
