namespace Memic;

/// <summary>
/// The requests of one category that wait for a permit: first come, first served, the urgent ones first. It asks the store
/// one attempt at a time, and never while it holds its lock, so that a store may take its time.
/// </summary>
internal sealed class RateLimitQueue(RateCategory category, IRateLimitStore store, TimeProvider time, RateLimitNotices notices)
{
    private static readonly TimeSpan MinimumDelay = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MaximumDelay = TimeSpan.FromDays(1);

    private readonly LinkedList<RateLimitWaiter> _urgent = new();
    private readonly LinkedList<RateLimitWaiter> _normal = new();
    private readonly object _lock = new();
    private bool _isGranting;
    private bool _grantsAgain;
    private ITimer? _timer;
    private RateLimitRule _triedRule;
    private long _blockedUntil = long.MinValue;

    public RateCategory Category => category;

    /// <summary>How many requests had to wait so far.</summary>
    public int TimesWaited { get; private set; }

    public bool HasWaiters
    {
        get
        {
            lock (_lock)
            {
                return Head is not null;
            }
        }
    }

    private TimeSpan BlockedFor => time.GetTimestamp() is var now && now < _blockedUntil ? time.GetElapsedTime(now, _blockedUntil) : TimeSpan.Zero;

    private RateLimitWaiter? Head => (_urgent.First ?? _normal.First)?.Value;

    /// <summary>Acquires a permit now, or begins to wait for one.</summary>
    /// <exception cref="MemicException"><c>rate_limit_exceeded</c>: the service blocks the category for longer than <paramref name="maximumBlock"/>.</exception>
    public RateLimitAcquisition Acquire(RateLimitRules rules, bool isUrgent, TimeSpan maximumBlock, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool isFirst;
        lock (_lock)
        {
            if (BlockedFor is var blocked && blocked > maximumBlock)
            {
                throw Refusal(blocked);
            }

            isFirst = !_isGranting && _urgent.Count + (isUrgent ? 0 : _normal.Count) == 0;
        }

        if (!isFirst)
        {
            return Enqueue(rules, isUrgent, maximumBlock, cancellationToken);
        }

        var rule = rules[category];
        var attempt = store.TryAcquireAsync(category, rule);
        if (!attempt.IsCompletedSuccessfully)
        {
            var acquisition = Enqueue(rules, isUrgent, maximumBlock, cancellationToken, grantsNow: false);
            _ = HandOverAsync(attempt, rule);
            return acquisition;
        }

        var outcome = attempt.Result;
        return outcome.IsGranted ? new(new RateLimitLease(this, rule, outcome.Permit))
            : outcome.BlockedFor > maximumBlock ? throw Refusal(outcome.BlockedFor)
            : Enqueue(rules, isUrgent, maximumBlock, cancellationToken);
    }

    /// <summary>How the category stands, as far as this process knows without asking anybody.</summary>
    public RateLimitState Read(RateLimitRules rules) => store.Estimate(category, rules[category], waiting: 1);

    public async ValueTask ReleaseAsync(RateLimitRule rule, long permit, bool isAnswered)
    {
        try
        {
            await store.ReleaseAsync(category, isAnswered ? rule : rule.Unanswered, permit).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The request is done, whatever becomes of its permit.
            notices.ReleaseFailed(e);
        }

        GrantQueued(changed: rule.Window != _triedRule.Window);
    }

    public async ValueTask ReturnAsync(RateLimitRule rule, long permit)
    {
        try
        {
            await store.ReturnAsync(category, rule, permit).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            notices.ReleaseFailed(e);
        }

        GrantQueued(changed: true);
    }

    public async ValueTask BlockAsync(TimeSpan duration)
    {
        lock (_lock)
        {
            NoteBlock(duration);
        }

        try
        {
            await store.BlockAsync(category, duration).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            notices.ReleaseFailed(e);
        }

        GrantQueued(changed: true);
    }

    /// <summary>Takes a request that does not want to wait any longer out of the queue, if it is still there.</summary>
    public void CancelWaiter(RateLimitWaiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (waiter.Node.List is not { } queue)
            {
                return;
            }

            queue.Remove(waiter.Node);
        }

        waiter.Cancel(cancellationToken);
        GrantQueued(changed: false);
    }

    private static MemicException Refusal(TimeSpan blocked) => new(MemicErrorCodes.RateLimitExceeded, Messages.RateLimitBlocked(blocked)) { RetryAfter = blocked, StatusCode = 429 };

    private RateLimitAcquisition Enqueue(RateLimitRules rules, bool isUrgent, TimeSpan maximumBlock, CancellationToken cancellationToken, bool grantsNow = true)
    {
        var waiter = new RateLimitWaiter(this, rules, maximumBlock);
        int place;
        lock (_lock)
        {
            (isUrgent ? _urgent : _normal).AddLast(waiter.Node);
            place = _urgent.Count + (isUrgent ? 0 : _normal.Count);
            if (_timer is not null)
            {
                CountWaits();
            }
        }

        waiter.CancelWith(cancellationToken);
        if (grantsNow)
        {
            GrantQueued(changed: false);
        }

        return new(waiter, store.Estimate(category, waiter.Rule, place).NextFree);
    }

    /// <summary>Grants permits to those who wait, unless that is under way or the timer is set for it and nothing <paramref name="changed"/>.</summary>
    private void GrantQueued(bool changed)
    {
        lock (_lock)
        {
            if (Head is not { } head)
            {
                SetTimer(Timeout.InfiniteTimeSpan);
                return;
            }

            if (_isGranting)
            {
                _grantsAgain = true;
                return;
            }

            if (_timer is not null && !changed && head.Rule == _triedRule)
            {
                return;
            }

            _isGranting = true;
        }

        // Whatever comes of it reaches those who wait.
        _ = GrantQueuedAsync();
    }

    private async Task GrantQueuedAsync()
    {
        while (Next() is { } rule)
        {
            RateLimitAttempt attempt;
            try
            {
                attempt = await store.TryAcquireAsync(category, rule).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                FailHead(e);
                continue;
            }

            if (attempt.IsGranted)
            {
                await HandOverAsync(rule, attempt.Permit).ConfigureAwait(false);
            }
            else if (Wait(attempt))
            {
                return;
            }
        }
    }

    /// <summary>The rule of the request whose turn it is; without one the granting ends.</summary>
    private RateLimitRule? Next()
    {
        lock (_lock)
        {
            _grantsAgain = false;
            _isGranting = Head is not null;
            SetTimer(Timeout.InfiniteTimeSpan);
            return Head is { } head ? _triedRule = head.Rule : null;
        }
    }

    /// <summary>Sets the timer for the next attempt and ends the granting, unless something happened in the meantime.</summary>
    private bool Wait(RateLimitAttempt attempt)
    {
        lock (_lock)
        {
            CountWaits();
            NoteBlock(attempt.BlockedFor);
            if (Head is not null && !_grantsAgain)
            {
                SetTimer(attempt.RetryAfter);
                _isGranting = false;
                return true;
            }

            return false;
        }
    }

    /// <summary>Gives the outcome of an attempt that took its time to whoever is first by now.</summary>
    private async Task HandOverAsync(ValueTask<RateLimitAttempt> pending, RateLimitRule rule)
    {
        try
        {
            if (await pending.ConfigureAwait(false) is { IsGranted: true, Permit: var permit })
            {
                await HandOverAsync(rule, permit).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            FailHead(e);
        }

        GrantQueued(changed: false);
    }

    /// <summary>Gives a permit to whoever is first; if nobody wants it any more, it goes back.</summary>
    private async Task HandOverAsync(RateLimitRule rule, long permit)
    {
        RateLimitWaiter? head;
        lock (_lock)
        {
            head = Head;
            if (head?.Rule == rule)
            {
                head.Node.List!.Remove(head.Node);
            }
            else
            {
                head = null;
            }
        }

        var lease = new RateLimitLease(this, rule, permit);
        if (head is not null)
        {
            head.Grant(lease);
        }
        else
        {
            await lease.ReturnAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Counts those that wait for a permit that is not there.</summary>
    private void CountWaits()
    {
        foreach (var waiter in _urgent.Concat(_normal).Where(waiter => !waiter.HasWaited))
        {
            waiter.HasWaited = true;
            TimesWaited++;
        }
    }

    /// <summary>Keeps in mind how long the category is blocked, and sends away whoever does not wait so long.</summary>
    private void NoteBlock(TimeSpan blocked)
    {
        if (blocked > TimeSpan.Zero)
        {
            _blockedUntil = Math.Max(_blockedUntil, time.GetTimestamp() + (long)(blocked.TotalSeconds * time.TimestampFrequency));
            foreach (var waiter in _urgent.Concat(_normal).Where(waiter => blocked > waiter.MaximumBlock).ToArray())
            {
                waiter.Node.List!.Remove(waiter.Node);
                waiter.Fail(Refusal(blocked));
            }
        }
    }

    private void FailHead(Exception failure)
    {
        lock (_lock)
        {
            if (Head is { } head)
            {
                head.Node.List!.Remove(head.Node);
                head.Fail(failure);
            }
        }
    }

    private void SetTimer(TimeSpan delay)
    {
        _timer?.Dispose();
        _timer = delay == Timeout.InfiniteTimeSpan ? null : time.CreateTimer(
            static state => ((RateLimitQueue)state!).GrantQueued(changed: true),
            this,
            delay < MinimumDelay ? MinimumDelay : delay > MaximumDelay ? MaximumDelay : delay,
            Timeout.InfiniteTimeSpan);
    }
}
