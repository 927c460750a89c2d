namespace Memic;

/// <summary>
/// Finds the limiter of a key, so that all connections of the process that use the key share its count. A limiter is let
/// go when its last connection is gone, but not before its permits have left the window: who connects again at once must
/// not get a fresh quota.
/// </summary>
internal sealed class RateLimiterRegistry
{
    // A request that is in flight, or waits, decides itself when it is over.
    private static readonly TimeSpan RecheckDelay = TimeSpan.FromMinutes(1);

    private readonly Dictionary<Identity, Entry> _entries = [];

    /// <summary>The registry of the process.</summary>
    public static RateLimiterRegistry Default { get; } = new();

    /// <summary>How many keys are counted.</summary>
    public int Count
    {
        get
        {
            lock (_entries)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>A limiter for one connection, to be disposed with it.</summary>
    public RateLimiter Acquire(Uri service, string keyFingerprint, RateLimits limits, TimeProvider time)
    {
        var identity = new Identity(service.GetLeftPart(UriPartial.Authority), keyFingerprint, time);
        lock (_entries)
        {
            if (!_entries.TryGetValue(identity, out var entry))
            {
                _entries[identity] = entry = new Entry(new SharedRateLimiter(new MemoryRateLimitStore(time), time));
            }

            entry.Connections++;
            entry.Recheck?.Dispose();
            entry.Recheck = null;
            return new RateLimiter(entry.Limiter, limits, () => Release(identity, entry));
        }
    }

    private void Release(Identity identity, Entry entry)
    {
        lock (_entries)
        {
            entry.Connections--;
            LetGo(identity, entry);
        }
    }

    private void LetGo(Identity identity, Entry entry)
    {
        lock (_entries)
        {
            entry.Recheck?.Dispose();
            entry.Recheck = null;
            if (entry.Connections > 0)
            {
                return;
            }

            var delay = entry.Limiter.TimeUntilIdle ?? RecheckDelay;
            if (delay > TimeSpan.Zero)
            {
                entry.Recheck = identity.Time.CreateTimer(_ => LetGo(identity, entry), null, delay < RecheckDelay ? delay : RecheckDelay, Timeout.InfiniteTimeSpan);
            }
            else if (_entries.Remove(identity))
            {
                entry.Limiter.Dispose();
            }
        }
    }

    private readonly record struct Identity(string Service, string KeyFingerprint, TimeProvider Time);

    private sealed class Entry(SharedRateLimiter limiter)
    {
        public SharedRateLimiter Limiter { get; } = limiter;

        public int Connections { get; set; }

        public ITimer? Recheck { get; set; }
    }
}
