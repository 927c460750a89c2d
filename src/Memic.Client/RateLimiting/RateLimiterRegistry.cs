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
    /// <exception cref="MemicException"><c>invalid_input</c>: the settings contradict each other; <c>rate_limit_store_unavailable</c>: the store cannot be used.</exception>
    public RateLimiter Acquire(Uri service, ApiKey key, MemicConnectionSettings settings)
    {
        var (scope, time) = (RateLimitStores.FindScope(settings), settings.TimeProvider);
        var origin = service.GetLeftPart(UriPartial.Authority);
        var identity = new Identity(TextHash.Compute(origin + "\n" + key.Reveal()), time, (int)scope, settings.RateLimitStore);
        lock (_entries)
        {
            if (!_entries.TryGetValue(identity, out var entry))
            {
                var notices = new RateLimitNotices();
                _entries[identity] = entry = new Entry(new SharedRateLimiter(RateLimitStores.Create(scope, identity.KeyHash, settings, notices), time, notices));
            }

            entry.Connections++;
            entry.Recheck?.Dispose();
            entry.Recheck = null;

            // A store for several machines knows what all of them use; the share is for the time in which it is away.
            var share = scope == RateLimitScope.Fleet ? 1 : settings.RateLimitShare ?? 1;
            return new RateLimiter(entry.Limiter, new RateLimitRules(settings.RateLimits, share), () => Release(identity, entry));
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

    // The scope as a number: .NET makes the comparer of an enum by reflection and compiles it, in each process anew.
    private readonly record struct Identity(string KeyHash, TimeProvider Time, int Scope, string? Store);

    private sealed class Entry(SharedRateLimiter limiter)
    {
        public SharedRateLimiter Limiter { get; } = limiter;

        public int Connections { get; set; }

        public ITimer? Recheck { get; set; }
    }
}
