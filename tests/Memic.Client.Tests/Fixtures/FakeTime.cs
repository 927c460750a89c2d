namespace Memic.Client.Tests;

/// <summary>A clock that stands still until it is told to go on. Client and emulator share it.</summary>
internal sealed class FakeTime : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private DateTimeOffset _now = Start;
    private long _changes;

    /// <summary>Durations that guard an exchange with a server; a timer of one of them means that an exchange is under way.</summary>
    public HashSet<TimeSpan> Guards { get; } = [];

    /// <summary>Grows with everything that happens to the clock or its timers.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    public TimeSpan Elapsed => GetUtcNow() - Start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many exchanges are under way.</summary>
    public int Exchanges
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count(timer => timer.Due is not null && Guards.Contains(timer.Duration));
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Goes on to the next timer and lets it ring; tells whether there was one.</summary>
    public bool RingNext()
    {
        DateTimeOffset? next;
        lock (_lock)
        {
            next = _timers.Min(timer => timer.Due);
        }

        if (next is { } due)
        {
            AdvanceTo(due);
        }

        return next is not null;
    }

    /// <summary>Goes on by so much, ringing every timer on the way.</summary>
    public void Advance(TimeSpan by) => AdvanceTo(GetUtcNow() + by);

    private void AdvanceTo(DateTimeOffset target)
    {
        while (true)
        {
            FakeTimer? ringing;
            lock (_lock)
            {
                ringing = _timers.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
                _now = ringing?.Due > _now ? ringing.Due.Value : ringing is null && target > _now ? target : _now;
                ringing?.Rearm();
                _changes++;
            }

            if (ringing is null)
            {
                return;
            }

            ringing.Ring();
        }
    }

    private sealed class FakeTimer(FakeTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset? Due { get; private set; }

        public TimeSpan Duration { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                (Duration, _period) = (dueTime, period);
                Due = dueTime < TimeSpan.Zero ? null : time._now + dueTime;
                time._timers.Remove(this);
                if (Due is not null)
                {
                    time._timers.Add(this);
                }

                time._changes++;
            }

            return true;
        }

        public void Rearm()
        {
            Due = _period > TimeSpan.Zero ? Due + _period : null;
            if (Due is null)
            {
                time._timers.Remove(this);
            }
        }

        public void Ring() => callback(state);

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
