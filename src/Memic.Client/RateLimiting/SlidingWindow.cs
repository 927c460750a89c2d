namespace Memic;

/// <summary>
/// The rule that keeps requests within a limit: a permit is taken when a request is sent, and comes back one window after
/// its reply. Moments are timestamps of any clock that only goes forward. Not thread-safe.
/// </summary>
internal sealed class SlidingWindow
{
    // Sorted: connections with windows of different length may share the count.
    private readonly List<long> _releasing = [];
    private int _inFlight;
    private long _blockedUntil = long.MinValue;

    public long BlockedUntil => _blockedUntil;

    /// <summary>How many permits are taken: the requests in flight, and those that have not left the window.</summary>
    public int Used(long now)
    {
        DropReleased(now);
        return _inFlight + _releasing.Count;
    }

    public bool HasPermit(long now, int limit) => now >= _blockedUntil && (limit <= 0 || Used(now) < limit);

    public bool TryAcquire(long now, int limit)
    {
        var hasPermit = HasPermit(now, limit);
        _inFlight += hasPermit ? 1 : 0;
        return hasPermit;
    }

    /// <summary>Gives back a permit whose request was answered or failed, from the given moment on.</summary>
    public void Release(long freeAt)
    {
        _inFlight--;
        var index = _releasing.Count;
        while (index > 0 && _releasing[index - 1] > freeAt)
        {
            index--;
        }

        _releasing.Insert(index, freeAt);
    }

    /// <summary>Gives back a permit that the service did not count.</summary>
    public void Return() => _inFlight--;

    /// <summary>Gives no permit before the given moment.</summary>
    public void BlockUntil(long moment) => _blockedUntil = Math.Max(_blockedUntil, moment);

    /// <summary>When the n-th permit from now on is free; <see langword="null"/> if that depends on a request that is in flight.</summary>
    public long? NextFree(long now, int limit, int place)
    {
        var missing = limit <= 0 ? 0 : Used(now) - limit + place;
        return missing <= 0 ? Math.Max(now, _blockedUntil)
            : missing <= _releasing.Count ? Math.Max(_releasing[missing - 1], _blockedUntil)
            : null;
    }

    /// <summary>When nothing is taken or blocked any more; <see langword="null"/> if that depends on a request that is in flight.</summary>
    public long? IdleFrom(long now)
    {
        DropReleased(now);
        return _inFlight > 0 ? null : Math.Max(_blockedUntil, _releasing.Count > 0 ? _releasing[^1] : now);
    }

    private void DropReleased(long now)
    {
        var released = 0;
        while (released < _releasing.Count && _releasing[released] <= now)
        {
            released++;
        }

        _releasing.RemoveRange(0, released);
    }
}
