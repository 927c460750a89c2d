namespace Memic;

/// <summary>
/// The count that all processes of a user on one machine share, without a daemon. Where the file cannot be had, the process
/// counts for itself and says so.
/// </summary>
internal sealed class MachineRateLimitStore : IRateLimitStore
{
    private const long UnitsPerSecond = 10_000;
    private const int JoinAttempts = 3000;

    // What a permit of the file cannot be: its tag and slot are never negative.
    private const long OwnPermit = -1;
    private const long UncountedPermit = -2;

    private static readonly TimeSpan JoinDelay = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan KeepInterval = TimeSpan.FromHours(1);

    // How late somebody who waits for a permit may come to fetch it.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan YieldDelay = TimeSpan.FromMilliseconds(20);

    private readonly MachineRateLimitFile _location;
    private readonly TimeProvider _time;
    private readonly RateLimitNotices _notices;
    private readonly MemoryRateLimitStore _own;
    private readonly long _identity;
    private readonly int[] _next = new int[PermitTable.Categories];
    private readonly object _lock = new();
    private volatile Membership? _membership;
    private volatile bool _isAlone;
    private int _inFlight;
    private int _isNoticed;
    private long _keptAt;

    public MachineRateLimitStore(MachineRateLimitFile location, TimeProvider time, RateLimitNotices notices, long? identity = null)
    {
        (_location, _time, _notices, _identity) = (location, time, notices, identity ?? ProcessIdentity.Current);
        _own = new MemoryRateLimitStore(time);
    }

    private delegate TResult Operation<in TState, out TResult>(PermitTable table, int tag, long now, TState state);

    public RateLimitScope Scope => _isAlone ? RateLimitScope.Process : RateLimitScope.Machine;

    public TimeSpan? TimeUntilIdle => Volatile.Read(ref _inFlight) > 0 ? null : _own.TimeUntilIdle;

    private long Now
    {
        get
        {
            var (timestamp, frequency) = (_time.GetTimestamp(), _time.TimestampFrequency);
            return (timestamp / frequency * UnitsPerSecond) + (timestamp % frequency * UnitsPerSecond / frequency);
        }
    }

    public ValueTask<RateLimitAttempt> TryAcquireAsync(RateCategory category, RateLimitRule rule)
    {
        KeepFile();
        return CanShare(category, rule) && TryUse(Acquire, (category, rule, _next), out var attempt) ? new(Counted(attempt)) : JoinAndAcquireAsync(category, rule);
    }

    public ValueTask ReleaseAsync(RateCategory category, RateLimitRule rule, long permit) => GiveBackAsync(category, rule, permit, Now + Units(rule.ReleaseDelay));

    public ValueTask ReturnAsync(RateCategory category, RateLimitRule rule, long permit) => GiveBackAsync(category, rule, permit, freeAt: 0);

    public async ValueTask BlockAsync(RateCategory category, TimeSpan duration)
    {
        // Kept here as well, in case that the file is lost.
        await _own.BlockAsync(category, duration).ConfigureAwait(false);
        await JoinAsync().ConfigureAwait(false);
        TryUse(
            static (table, _, now, state) =>
            {
                table.Block(state.category, now + Units(state.duration));
                return true;
            },
            (category, duration),
            out _);
    }

    public async ValueTask<RateLimitState> ReadAsync(RateCategory category, RateLimitRule rule)
    {
        await JoinAsync().ConfigureAwait(false);
        return Estimate(category, rule, waiting: 1);
    }

    public RateLimitState Estimate(RateCategory category, RateLimitRule rule, int waiting)
    {
        TryJoin();
        return CanShare(category, rule) && TryUse(Read, (category, rule, waiting), out var state) ? state : _own.Estimate(category, rule, waiting);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            TryUse(
                static (table, tag, _, identity) =>
                {
                    table.Leave(identity, tag);
                    return true;
                },
                _identity,
                out _);
            _membership?.File.Dispose();
            _membership = null;
            _isAlone = true;
        }
    }

    private static long Units(TimeSpan span) => span.Ticks / (TimeSpan.TicksPerSecond / UnitsPerSecond);

    private static TimeSpan Span(long units) => new(Math.Max(0, units) * (TimeSpan.TicksPerSecond / UnitsPerSecond));

    private static RateLimitAttempt Acquire(PermitTable table, int tag, long now, (RateCategory Category, RateLimitRule Rule, int[] Next) wanted)
    {
        var (category, rule, next) = wanted;
        if (table.BlockedUntil(category, now) is var blocked && blocked > now)
        {
            return RateLimitAttempt.Denied(Span(blocked - now), Span(blocked - now));
        }

        if (!rule.IsLimited)
        {
            return RateLimitAttempt.Granted(UncountedPermit);
        }

        var retryAfter = YieldDelay;
        if (!table.MustYield(category, rule.Limit, tag, now))
        {
            if (table.TryTake(category, rule.Limit, tag, next[(int)category], now) is { } slot)
            {
                next[(int)category] = slot + 1;
                if (table.IsAwaiting(category, tag, now))
                {
                    // Who had to wait may come back soon: permits that become free together are not all for whoever is quickest.
                    table.Await(category, tag, now + (Units(rule.Window) / 10));
                }

                return RateLimitAttempt.Granted(((long)tag << 32) | (long)(uint)slot);
            }

            retryAfter = FreeAfter(table, tag, now, category, rule);
        }

        table.Await(category, tag, now + Units(Grace + (retryAfter == Timeout.InfiniteTimeSpan ? rule.ReleaseDelay : retryAfter)));
        return RateLimitAttempt.Denied(retryAfter, TimeSpan.Zero);
    }

    private static TimeSpan FreeAfter(PermitTable table, int tag, long now, RateCategory category, RateLimitRule rule)
    {
        var others = table.ReleaseAbandoned(category, tag, now + Units(rule.Unanswered.ReleaseDelay));
        var free = table.FreeFrom(category, rule.Limit, 1, now);

        // Processes that have requests in flight may die: nobody else would notice.
        return others && !(free <= now + (Units(rule.Window) / 8)) ? new(rule.Window.Ticks / 8)
            : free is { } moment ? Span(moment - now)
            : Timeout.InfiniteTimeSpan;
    }

    private static RateLimitState Read(PermitTable table, int tag, long now, (RateCategory Category, RateLimitRule Rule, int Waiting) wanted)
    {
        var (category, rule, waiting) = wanted;
        var free = rule.IsLimited ? table.FreeFrom(category, rule.Limit, waiting, now) ?? now + Units(rule.ReleaseDelay) : now;
        return new(table.Used(category, now), Span(Math.Max(free, table.BlockedUntil(category, now)) - now), table.UsedByOthers(category, tag, now));
    }

    private static bool GiveBack(PermitTable table, int tag, long now, (RateCategory Category, long Permit, long FreeAt) state)
    {
        table.Release(state.Category, (int)(state.Permit & uint.MaxValue), (int)(state.Permit >> 32), state.FreeAt);
        return true;
    }

    private bool CanShare(RateCategory category, RateLimitRule rule)
    {
        var isPossible = rule.Limit <= PermitTable.MaximumLimit(category) && Units(rule.Window) <= PermitTable.MaximumWindow;
        if (!isPossible)
        {
            Notice(Messages.LimitTooHigh(PermitTable.MaximumLimit(category)));
        }

        return isPossible && !_isAlone;
    }

    private async ValueTask<RateLimitAttempt> JoinAndAcquireAsync(RateCategory category, RateLimitRule rule)
    {
        await JoinAsync().ConfigureAwait(false);
        if (CanShare(category, rule) && TryUse(Acquire, (category, rule, _next), out var attempt))
        {
            return Counted(attempt);
        }

        var own = await _own.TryAcquireAsync(category, rule).ConfigureAwait(false);
        return Counted(own.IsGranted ? RateLimitAttempt.Granted(OwnPermit) : own);
    }

    private RateLimitAttempt Counted(RateLimitAttempt attempt)
    {
        if (attempt.IsGranted)
        {
            Interlocked.Increment(ref _inFlight);
        }

        return attempt;
    }

    private ValueTask GiveBackAsync(RateCategory category, RateLimitRule rule, long permit, long freeAt)
    {
        Interlocked.Decrement(ref _inFlight);
        if (permit == OwnPermit)
        {
            return freeAt > 0 ? _own.ReleaseAsync(category, rule, permit) : _own.ReturnAsync(category, rule, permit);
        }

        if (permit != UncountedPermit)
        {
            // A permit of a file that is gone is gone with it.
            TryUse(GiveBack, (category, permit, freeAt), out _);
        }

        return default;
    }

    /// <summary>Works on the table, if this process has its place in it.</summary>
    private bool TryUse<TState, TResult>(Operation<TState, TResult> operation, TState state, out TResult result)
    {
        result = default!;
        if (_membership is not { } membership)
        {
            return false;
        }

        if (membership.File.TryUse(
            static (words, use) =>
            {
                var table = new PermitTable(words);
                if (!table.IsMember(use._identity, use.Tag))
                {
                    return default;
                }

                table.See(use.Now);
                return (true, use.operation(table, use.Tag, use.Now, use.state));
            },
            (_identity, membership.Tag, Now, operation, state),
            out var outcome) && outcome.Item1)
        {
            result = outcome.Item2;
            return true;
        }

        Drop(membership);
        return false;
    }

    private void Drop(Membership membership)
    {
        lock (_lock)
        {
            if (_membership == membership)
            {
                _membership = null;
                membership.File.Dispose();
            }
        }
    }

    private async ValueTask JoinAsync()
    {
        for (var n = 0; !TryJoin(); n++)
        {
            if (n == JoinAttempts)
            {
                CountAlone(Messages.LimitFileBusy);
                return;
            }

            // Another process opens files at this moment: its time is everybody's, whatever clock is used here.
            await Task.Delay(JoinDelay).ConfigureAwait(false);
        }
    }

    /// <summary>Joins the other processes; <see langword="false"/> if that has to be tried again.</summary>
    private bool TryJoin()
    {
        if (_membership is not null || _isAlone)
        {
            return true;
        }

        lock (_lock)
        {
            if (_membership is not null || _isAlone)
            {
                return true;
            }

            try
            {
                _keptAt = _time.GetTimestamp();
                _membership = _location.TryJoin(_identity, () => Now) is var (file, tag) ? new Membership(file, tag) : null;
                return _membership is not null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or TypeLoadException)
            {
                CountAlone(e.Message);
                return true;
            }
        }
    }

    private void CountAlone(string reason)
    {
        _isAlone = true;
        Notice(reason);
    }

    /// <summary>Says once that the count is not shared.</summary>
    private void Notice(string reason)
    {
        if (Interlocked.Exchange(ref _isNoticed, 1) == 0)
        {
            _notices.Add(DiagnosticLevel.Verbose, Messages.CountedAlone(reason));
        }
    }

    /// <summary>Shows from time to time that the file is in use; where somebody deleted it, there will be a new one.</summary>
    private void KeepFile()
    {
        if (_membership is { } membership && _time.GetElapsedTime(Volatile.Read(ref _keptAt)) > KeepInterval)
        {
            Volatile.Write(ref _keptAt, _time.GetTimestamp());
            if (!_location.TryKeep(membership.File))
            {
                Drop(membership);
            }
        }
    }

    private sealed record Membership(MappedFile File, int Tag);
}
