namespace Memic;

/// <summary>
/// The count of a fleet, on a server that all its machines reach. While the server is away, the process goes on with a share
/// of the limits, and tells the server afterwards what it sent.
/// </summary>
internal sealed class RedisRateLimitStore(RedisCounter counter, double? share, TimeProvider time, RateLimitNotices notices) : IRateLimitStore, ISharedLocks
{
    private const long UncountedPermit = -1;

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<RateCategory, OwnCount> _counts = [];
    private readonly object _lock = new();
    private volatile Outage? _outage;
    private ITimer? _timer;
    private TimeSpan _showInterval = TimeSpan.MaxValue;
    private long _lastPermit;
    private int _members = 1;
    private bool _isReturning;
    private bool _isDisposed;

    public RateLimitScope Scope => IsAway ? RateLimitScope.Process : RateLimitScope.Fleet;

    public TimeSpan? TimeUntilIdle
    {
        get
        {
            lock (_lock)
            {
                var (now, permits) = (Now, _counts.Values.SelectMany(own => own.Permits(Now)).ToList());
                return permits.Exists(permit => permit.FreeAt is null) ? null
                    : !IsAway || permits.Count == 0 ? TimeSpan.Zero
                    : Until(permits.Max(permit => permit.FreeAt!.Value), now);
            }
        }
    }

    private bool IsAway => _outage is { ReturnedAt: null };

    private long Now => time.GetTimestamp();

    public async ValueTask<RateLimitAttempt> TryAcquireAsync(RateCategory category, RateLimitRule rule)
    {
        var own = Own(category, rule);
        if (_outage is { } outage)
        {
            if (!await TryReturnAsync(outage).ConfigureAwait(false))
            {
                return AcquireAlone(own, rule, outage);
            }

            if (IsSettling(outage, rule) && rule.IsLimited && Exceeds(own, rule, outage) is { } retryAfter)
            {
                return RateLimitAttempt.Denied(retryAfter, TimeSpan.Zero);
            }
        }

        try
        {
            var permit = Interlocked.Increment(ref _lastPermit);
            var (attempt, used, members) = await counter.TryAcquireAsync(category, rule, permit).ConfigureAwait(false);
            return Note(own, rule, attempt, used, members);
        }
        catch (Exception e) when (RedisCounter.IsFailure(e))
        {
            return AcquireAlone(own, rule, Lose(e));
        }
    }

    public ValueTask ReleaseAsync(RateCategory category, RateLimitRule rule, long permit) => GiveBackAsync(category, rule, permit, isUnused: false);

    public ValueTask ReturnAsync(RateCategory category, RateLimitRule rule, long permit) => GiveBackAsync(category, rule, permit, isUnused: true);

    public ValueTask BlockAsync(RateCategory category, TimeSpan duration)
    {
        RateLimitRule rule;
        lock (_lock)
        {
            var own = Own(category, null);
            own.BlockUntil(Now + Ticks(duration));
            rule = own.Rule;
        }

        return TryAsync(() => counter.BlockAsync(category, rule, duration));
    }

    public async ValueTask<RateLimitState> ReadAsync(RateCategory category, RateLimitRule rule)
    {
        if (_outage is not { } outage || await TryReturnAsync(outage).ConfigureAwait(false))
        {
            try
            {
                return await counter.ReadAsync(category, rule).ConfigureAwait(false);
            }
            catch (Exception e) when (RedisCounter.IsFailure(e))
            {
                Lose(e);
            }
        }

        return Estimate(category, rule, waiting: 1);
    }

    public RateLimitState Estimate(RateCategory category, RateLimitRule rule, int waiting)
    {
        lock (_lock)
        {
            var (own, now) = (Own(category, null), Now);
            var others = IsAway ? 0 : own.UsedByOthers(now - Ticks(rule.ReleaseDelay));
            var allowance = !rule.IsLimited ? int.MaxValue : IsAway ? _outage!.Allowance(category, rule, time) : rule.Limit - others;
            return new(own.Used(now) + others, own.FreeFrom(allowance, waiting, now) is { } moment ? Until(moment, now) : rule.ReleaseDelay, others);
        }
    }

    public Task<string?> TryAcquireAsync(string name, string holder, TimeSpan duration) => counter.Locks.TryAcquireAsync(name, holder, duration);

    public Task ReleaseAsync(string name, string holder) => counter.Locks.ReleaseAsync(name, holder);

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _timer?.Dispose();
            _timer = null;
        }

        counter.Dispose();
    }

    private static RateLimitAttempt Granted(OwnCount own, RateLimitRule rule, long permit)
    {
        if (!rule.IsLimited)
        {
            return RateLimitAttempt.Granted(UncountedPermit);
        }

        own.Add(permit);
        return RateLimitAttempt.Granted(permit);
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    private TimeSpan Until(long moment, long now) => moment <= now ? TimeSpan.Zero : time.GetElapsedTime(now, moment);

    private OwnCount Own(RateCategory category, RateLimitRule? rule)
    {
        lock (_lock)
        {
            if (!_counts.TryGetValue(category, out var own))
            {
                _counts[category] = own = new OwnCount(category);
            }

            own.Rule = rule ?? own.Rule;
            return own;
        }
    }

    private RateLimitAttempt Note(OwnCount own, RateLimitRule rule, RateLimitAttempt attempt, int used, int members)
    {
        lock (_lock)
        {
            var now = Now;
            _members = members;
            if (attempt.IsGranted)
            {
                attempt = Granted(own, rule, attempt.Permit);
                own.RetryAt(now);
            }
            else
            {
                own.BlockUntil(now + Ticks(attempt.BlockedFor));
                own.RetryAt(now + Ticks(attempt.RetryAfter == Timeout.InfiniteTimeSpan ? rule.ReleaseDelay : attempt.RetryAfter));
            }

            own.NoteUsed(used, now);
            ShowEvery(new(RedisCounter.Silence(rule).Ticks / 3));
            return attempt;
        }
    }

    private ValueTask GiveBackAsync(RateCategory category, RateLimitRule rule, long permit, bool isUnused)
    {
        if (permit == UncountedPermit)
        {
            return default;
        }

        lock (_lock)
        {
            var own = Own(category, null);
            if (isUnused)
            {
                own.Return(permit);
            }
            else
            {
                own.Release(permit, Now + Ticks(rule.ReleaseDelay));
            }
        }

        return TryAsync(() => counter.ReleaseAsync(category, rule, permit, isUnused));
    }

    /// <summary>Tells the server something if it is there. If it is not, it is told when it is back.</summary>
    private async ValueTask TryAsync(Func<Task> tell)
    {
        try
        {
            await (IsAway ? Task.CompletedTask : tell()).ConfigureAwait(false);
        }
        catch (Exception e) when (RedisCounter.IsFailure(e))
        {
            Lose(e);
        }
    }

    /// <summary>Goes on alone, and says so.</summary>
    private Outage Lose(Exception failure)
    {
        lock (_lock)
        {
            if (_outage is { ReturnedAt: null } known)
            {
                return known;
            }

            // The members that were there are known to all of them; one that has just come may not be.
            var (now, members) = (Now, Math.Max(2, _members));
            var part = share ?? 1.0 / members;
            var isThere = failure is CountLostException;

            // What was free may have been taken since, unless there was nobody else.
            var free = _members > 1 ? 0.0 : part;
            var atFirst = _counts.Values.ToDictionary(own => own.Category, own => own.Used(now) + (int)(own.Free(now - Ticks(RedisCounter.Silence(own.Rule))) * free));
            _outage = new Outage(now, part, atFirst) { NextLook = isThere ? now : now + Ticks(LookInterval) };
            notices.Add(
                isThere ? DiagnosticLevel.Verbose : DiagnosticLevel.Warning,
                isThere ? Messages.StoreEmptied(counter.Host) : Messages.StoreLost(counter.Host, counter.Explain(failure), part));
            return _outage;
        }
    }

    private RateLimitAttempt AcquireAlone(OwnCount own, RateLimitRule rule, Outage outage)
    {
        lock (_lock)
        {
            return Until(own.BlockedUntil, Now) is var blocked && blocked > TimeSpan.Zero ? RateLimitAttempt.Denied(blocked, blocked)
                : rule.IsLimited && Exceeds(own, rule, outage) is { } retryAfter ? RateLimitAttempt.Denied(retryAfter, TimeSpan.Zero)
                : Granted(own, rule, Interlocked.Increment(ref _lastPermit));
        }
    }

    /// <summary>When to try again if this process holds all that it may hold without the server; otherwise <see langword="null"/>.</summary>
    private TimeSpan? Exceeds(OwnCount own, RateLimitRule rule, Outage outage)
    {
        lock (_lock)
        {
            var (now, allowance) = (Now, outage.Allowance(own.Category, rule, time));
            if (own.Used(now) < allowance)
            {
                return null;
            }

            // Soon enough to see that the server is back.
            var free = own.FreeFrom(allowance, 1, now) is { } moment ? Until(moment, now) : LookInterval;
            return free < LookInterval ? free : LookInterval;
        }
    }

    /// <summary>Whether the other members may still have to tell a server that is back what they hold.</summary>
    private bool IsSettling(Outage outage, RateLimitRule rule)
    {
        lock (_lock)
        {
            if (outage.ReturnedAt is { } returned && time.GetElapsedTime(returned) < RedisCounter.Silence(rule))
            {
                return true;
            }

            _outage = _outage == outage && outage.ReturnedAt is not null ? null : _outage;
            return false;
        }
    }

    /// <summary>Tells a server that is back what this process holds; <see langword="false"/> while it is away.</summary>
    private async ValueTask<bool> TryReturnAsync(Outage outage)
    {
        lock (_lock)
        {
            if (outage.ReturnedAt is not null)
            {
                return true;
            }

            if (_isReturning || Now < outage.NextLook || !counter.IsConnected)
            {
                return false;
            }

            _isReturning = true;
            outage.NextLook = Now + Ticks(LookInterval);
        }

        try
        {
            while (!await RestoreAsync(outage).ConfigureAwait(false))
            {
                // Something was given back in the meantime.
            }

            return true;
        }
        catch (Exception e) when (RedisCounter.IsFailure(e))
        {
            return false;
        }
        finally
        {
            _isReturning = false;
        }
    }

    private async Task<bool> RestoreAsync(Outage outage)
    {
        List<(OwnCount Own, int Version, Task Told)> told;
        lock (_lock)
        {
            told = [.. _counts.Values.Select(own => (own, own.Version, counter.RestoreAsync(own, time)))];
        }

        await Task.WhenAll(told.Select(it => it.Told)).ConfigureAwait(false);
        lock (_lock)
        {
            if (told.Count != _counts.Count || told.Exists(it => it.Own.Version != it.Version))
            {
                return false;
            }

            outage.ReturnedAt = Now;
        }

        notices.Add(DiagnosticLevel.Verbose, Messages.StoreBack(counter.Host));
        return true;
    }

    /// <summary>Shows from time to time that this member is there, so that nobody takes it for a dead one, and all know how many there are.</summary>
    private void ShowEvery(TimeSpan interval)
    {
        if (interval < _showInterval && !_isDisposed)
        {
            _showInterval = interval;
            _timer?.Dispose();

            // Whatever fails is noted as an outage.
            _timer = time.CreateTimer(static state => _ = ((RedisRateLimitStore)state!).ShowAsync(), this, interval, interval);
        }
    }

    private async Task ShowAsync()
    {
        if (_outage is { } outage && !await TryReturnAsync(outage).ConfigureAwait(false))
        {
            return;
        }

        RateLimitRule rule;
        lock (_lock)
        {
            rule = _counts.Values.Select(own => own.Rule).OrderByDescending(rule => rule.Window).First();
        }

        try
        {
            _members = await counter.ShowAsync(rule).ConfigureAwait(false);
        }
        catch (Exception e) when (RedisCounter.IsFailure(e))
        {
            Lose(e);
        }
    }
}
