using Microsoft.Extensions.Time.Testing;

namespace Memic.Client.Tests;

/// <summary>
/// The clock that client and emulator share. It knows what <see cref="FakeTimeProvider"/> does not tell: when the next
/// timer is due, and which timers guard an exchange with a server. And as with a real clock, whoever sets a timer is never
/// called back before that is done.
/// </summary>
internal sealed class FakeTime() : FakeTimeProvider(Start)
{
    public static new readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly HashSet<KnownTimer> _timers = [];
    private long _changes;

    /// <summary>Durations that guard an exchange with a server; a timer of one of them means that an exchange is under way.</summary>
    public HashSet<TimeSpan> Guards { get; } = [];

    /// <summary>Grows with everything that happens to a timer.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    public TimeSpan Elapsed => GetUtcNow() - Start;

    /// <summary>Whether somebody waits for the clock.</summary>
    public bool HasTimer
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count > 0;
            }
        }
    }

    /// <summary>When each exchange that is under way began, or last made progress.</summary>
    public IReadOnlyList<DateTimeOffset> Exchanges
    {
        get
        {
            lock (_lock)
            {
                return [.. _timers.Where(timer => Guards.Contains(timer.Duration)).Select(timer => timer.Due!.Value - timer.Duration)];
            }
        }
    }

    /// <summary>That of a machine that was started a day before the test.</summary>
    public override long GetTimestamp() => Elapsed.Ticks + TimeSpan.TicksPerDay;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new KnownTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until a timer of some length is set.</summary>
    public async Task UntilTimerAsync(TimeSpan duration)
    {
        while (!IsSet(duration))
        {
            await Task.Delay(1);
        }
    }

    /// <summary>Goes on to the next timer and lets it ring; tells whether the clock went on or something rang.</summary>
    public bool RingNext()
    {
        DateTimeOffset? next;
        lock (_lock)
        {
            next = _timers.Min(timer => timer.Due);
        }

        if (next is not { } due)
        {
            return false;
        }

        // Not back, where a timer is being set and the clock has gone on meanwhile.
        var (before, rest) = (Changes, due - GetUtcNow());
        Advance(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
        return rest > TimeSpan.Zero || Changes != before;
    }

    private bool IsSet(TimeSpan duration)
    {
        lock (_lock)
        {
            return _timers.Any(timer => timer.Duration == duration);
        }
    }

    private ITimer CreateInner(TimerCallback callback) => base.CreateTimer(callback, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private sealed class KnownTimer : ITimer
    {
        [ThreadStatic]
        private static bool s_isSetting;

        private readonly FakeTime _time;
        private readonly ITimer _inner;

        public KnownTimer(FakeTime time, TimerCallback callback, object? state)
        {
            _time = time;
            _inner = time.CreateInner(_ =>
            {
                Note(Period > TimeSpan.Zero ? Due + Period : null);
                if (s_isSetting)
                {
                    ThreadPool.QueueUserWorkItem(_ => callback(state));
                }
                else
                {
                    callback(state);
                }
            });
        }

        public DateTimeOffset? Due { get; private set; }

        public TimeSpan Duration { get; private set; }

        private TimeSpan Period { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            (Duration, Period) = (dueTime, period);
            DateTimeOffset? due = dueTime < TimeSpan.Zero ? null : _time.GetUtcNow() + dueTime;
            Note(due);
            try
            {
                s_isSetting = true;
                if (_inner.Change(dueTime, period))
                {
                    Renote(due, dueTime);
                    return true;
                }

                // It was disposed of meanwhile.
                Note(null);
                return false;
            }
            finally
            {
                s_isSetting = false;
            }
        }

        public void Dispose()
        {
            _inner.Dispose();
            Note(null);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        /// <summary>Corrects the moment if the clock was moved on while the timer was set by a thread that the driver does not know, such as those of Redis.</summary>
        private void Renote(DateTimeOffset? due, TimeSpan dueTime)
        {
            lock (_time._lock)
            {
                if (due is not null && Due == due)
                {
                    Due = _time.GetUtcNow() + dueTime;
                }
            }
        }

        private void Note(DateTimeOffset? due)
        {
            lock (_time._lock)
            {
                Due = due;
                _ = due is null ? _time._timers.Remove(this) : _time._timers.Add(this);
                _time._changes++;
            }
        }
    }
}
