namespace Memic.Client.Tests;

/// <summary>The order in which requests get their permits, without sockets.</summary>
public class RateLimitQueueTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTime _time = new();
    private readonly RateLimitQueue _queue;
    private readonly RateLimitRules _rules = new(new RateLimits { Status = 1 });

    public RateLimitQueueTests() => _queue = new(RateCategory.Status, new MemoryRateLimitStore(_time), _time, new RateLimitNotices());

    [Fact]
    public async Task What_is_urgent_goes_before_what_came_earlier()
    {
        await FillAsync();
        var waiting = new Dictionary<Task<RateLimitLease>, string>
        {
            [Acquire().AsTask()] = "init 1",
            [Acquire().AsTask()] = "init 2",
            [Acquire(isUrgent: true).AsTask()] = "confirm",
        };

        var order = new List<string>();
        while (waiting.Count > 0)
        {
            Assert.True(_time.RingNext());
            var granted = await Task.WhenAny(waiting.Keys);
            waiting.Remove(granted, out var name);
            order.Add(name!);
            await (await granted).ReleaseAsync();
        }

        Assert.Equal(["confirm", "init 1", "init 2"], order);
    }

    [Fact]
    public async Task Nobody_overtakes_who_waits_already()
    {
        await FillAsync();
        var first = Acquire();
        _time.Advance(Minute);

        var second = Acquire();

        Assert.Equal((false, false, false), (first.AsTask().IsCompleted, second.IsCompleted, second.AsTask().IsCompleted));
    }

    [Fact]
    public async Task A_permit_is_taken_from_the_sending_until_a_window_after_the_reply()
    {
        var first = Acquire().Lease;
        _time.Advance(TimeSpan.FromSeconds(30));
        await first.ReleaseAsync();

        var next = Acquire();

        Assert.Equal((false, TimeSpan.FromSeconds(60.1)), (next.IsCompleted, next.ExpectedWait));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.False(next.AsTask().IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        await next.AsTask().WaitAsync(Minute);
    }

    [Fact]
    public async Task A_permit_without_a_reply_stays_taken_a_second_longer_since_the_service_may_read_the_request_that_late()
    {
        await using (Acquire().Lease)
        {
            _time.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Equal(TimeSpan.FromSeconds(61.1), Acquire().ExpectedWait);
    }

    [Fact]
    public async Task Who_gives_up_waiting_gives_the_turn_to_the_next()
    {
        await FillAsync();
        using var cancel = new CancellationTokenSource();
        var first = Acquire(cancellationToken: cancel.Token).AsTask();
        var second = Acquire().AsTask();

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _time.Advance(TimeSpan.FromSeconds(61));

        await second.WaitAsync(Minute);
    }

    [Fact]
    public async Task A_blocked_category_opens_when_its_time_is_over_and_not_before()
    {
        await _queue.BlockAsync(TimeSpan.FromSeconds(40));
        await _queue.BlockAsync(TimeSpan.FromSeconds(10));

        var granted = Acquire().AsTask();
        _time.Advance(TimeSpan.FromSeconds(39.9));
        Assert.False(granted.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.2));

        await granted.WaitAsync(Minute);
    }

    [Fact]
    public async Task A_request_that_was_refused_is_not_taken_for_one_that_got_its_permit()
    {
        await FillAsync();
        var refused = Acquire();
        await _queue.BlockAsync(TimeSpan.FromHours(1));

        Assert.Equal("rate_limit_exceeded", (await Assert.ThrowsAsync<MemicException>(refused.AsTask)).Code);

        Assert.False(refused.IsCompleted);
        await refused.AbandonAsync();
        Assert.Equal(1, Used);
    }

    [Fact]
    public async Task A_permit_that_is_granted_to_nobody_goes_to_the_next()
    {
        await FillAsync();
        var first = Acquire();
        var second = Acquire().AsTask();
        _time.Advance(TimeSpan.FromSeconds(61));
        await first.AsTask().WaitAsync(Minute);

        await first.AbandonAsync();

        await second.WaitAsync(Minute);
        Assert.Equal(1, Used);
    }

    [Fact]
    public async Task A_lease_counts_once_however_often_it_is_released()
    {
        var lease = Acquire().Lease;
        await lease.ReleaseAsync();
        await lease.ReleaseAsync();
        await lease.ReturnAsync();
        await lease.DisposeAsync();

        Assert.Equal(1, Used);
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(0, Used);
    }

    [Fact]
    public async Task Without_anybody_who_waits_there_is_no_timer()
    {
        await FillAsync();
        using var cancel = new CancellationTokenSource();
        var waiting = Acquire(cancellationToken: cancel.Token).AsTask();

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        Assert.False(_time.RingNext());
    }

    [Fact]
    public async Task Who_only_waits_for_the_answer_of_a_store_does_not_count_as_one_that_waited_for_a_permit()
    {
        var store = new SlowStore(_time);
        var queue = new RateLimitQueue(RateCategory.Status, store, _time, new RateLimitNotices());
        var (first, second) = (queue.Acquire(_rules, false, Minute, default).AsTask(), queue.Acquire(_rules, false, Minute, default).AsTask());

        store.Answer();
        await first.WaitAsync(Minute);
        Assert.Equal(0, queue.TimesWaited);

        // Asked once more if the release came while it was being asked.
        await (await first).ReleaseAsync();
        store.Answer();
        store.Answer();
        await Until.TrueAsync(() => _time.HasTimer);
        Assert.Equal(1, queue.TimesWaited);

        _time.Advance(TimeSpan.FromSeconds(61));
        store.Answer();
        await second.WaitAsync(Minute);
        Assert.Equal(1, queue.TimesWaited);
    }

    private int Used => _queue.Read(_rules).Used;

    private RateLimitAcquisition Acquire(bool isUrgent = false, CancellationToken cancellationToken = default) =>
        _queue.Acquire(_rules, isUrgent, Minute, cancellationToken);

    private async Task FillAsync() => await Acquire().Lease.ReleaseAsync();

    /// <summary>A store that answers when it is told to.</summary>
    private sealed class SlowStore(TimeProvider time) : IRateLimitStore
    {
        private readonly MemoryRateLimitStore _inner = new(time);
        private readonly SemaphoreSlim _answers = new(0);

        public RateLimitScope Scope => _inner.Scope;

        public TimeSpan? TimeUntilIdle => _inner.TimeUntilIdle;

        public void Answer() => _answers.Release();

        public async ValueTask<RateLimitAttempt> TryAcquireAsync(RateCategory category, RateLimitRule rule)
        {
            await _answers.WaitAsync();
            return await _inner.TryAcquireAsync(category, rule);
        }

        public ValueTask ReleaseAsync(RateCategory category, RateLimitRule rule, long permit) => _inner.ReleaseAsync(category, rule, permit);

        public ValueTask ReturnAsync(RateCategory category, RateLimitRule rule, long permit) => _inner.ReturnAsync(category, rule, permit);

        public ValueTask BlockAsync(RateCategory category, TimeSpan duration) => _inner.BlockAsync(category, duration);

        public ValueTask<RateLimitState> ReadAsync(RateCategory category, RateLimitRule rule) => _inner.ReadAsync(category, rule);

        public RateLimitState Estimate(RateCategory category, RateLimitRule rule, int waiting) => _inner.Estimate(category, rule, waiting);

        public void Dispose()
        {
            _inner.Dispose();
            _answers.Dispose();
        }
    }
}
