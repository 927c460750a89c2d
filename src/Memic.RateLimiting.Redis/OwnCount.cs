namespace Memic;

/// <summary>
/// What this process knows of one category: the permits that it holds, with which it goes on alone while the server is
/// away, and what the server last said. Moments are timestamps of the process's clock. Not thread-safe.
/// </summary>
internal sealed class OwnCount(RateCategory category)
{
    private const long InFlight = long.MaxValue;

    // By the number of the permit: when it is free.
    private readonly Dictionary<long, long> _permits = [];
    private int _usedByOthers;
    private int _free;
    private long _notedAt;
    private long _retryAt = long.MinValue;

    public RateCategory Category => category;

    public RateLimitRule Rule { get; set; } = new(0, TimeSpan.FromMinutes(1));

    public long BlockedUntil { get; private set; } = long.MinValue;

    /// <summary>Changes whenever a permit is taken or given back.</summary>
    public int Version { get; private set; }

    public void Add(long permit) => Set(permit, InFlight);

    public void Release(long permit, long freeAt) => Set(permit, freeAt);

    public void Return(long permit)
    {
        _permits.Remove(permit);
        Version++;
    }

    public void BlockUntil(long moment) => BlockedUntil = Math.Max(BlockedUntil, moment);

    public void RetryAt(long moment) => _retryAt = moment;

    /// <summary>Keeps what the server said of all.</summary>
    public void NoteUsed(int usedByAll, long now) => (_usedByOthers, _free, _notedAt) = (Math.Max(0, usedByAll - Used(now)), Math.Max(0, Rule.Limit - usedByAll), now);

    public int Used(long now) => Permits(now).Count;

    /// <summary>How many permits others held, as far as the server has said since the given moment.</summary>
    public int UsedByOthers(long since) => _notedAt >= since ? _usedByOthers : 0;

    /// <summary>How many permits nobody held, likewise.</summary>
    public int Free(long since) => _notedAt >= since ? _free : 0;

    /// <summary>When the n-th permit within an allowance is free; <see langword="null"/> if that depends on a request in flight.</summary>
    public long? FreeFrom(int allowance, int place, long now)
    {
        var permits = Permits(now);
        var missing = permits.Count - allowance + place;
        var times = permits.Where(permit => permit.FreeAt is not null).Select(permit => permit.FreeAt!.Value).OrderBy(moment => moment).ToList();
        return missing <= 0 ? Math.Max(now, Math.Max(_retryAt, BlockedUntil))
            : missing <= times.Count ? Math.Max(times[missing - 1], BlockedUntil)
            : null;
    }

    /// <summary>Every permit, and when it is free; <see langword="null"/> in flight.</summary>
    public IReadOnlyList<(long Number, long? FreeAt)> Permits(long now)
    {
        foreach (var permit in _permits.Where(entry => entry.Value <= now).Select(entry => entry.Key).ToArray())
        {
            _permits.Remove(permit);
        }

        return [.. _permits.Select(entry => (entry.Key, entry.Value == InFlight ? null : (long?)entry.Value))];
    }

    private void Set(long permit, long freeAt)
    {
        _permits[permit] = freeAt;
        Version++;
    }
}
