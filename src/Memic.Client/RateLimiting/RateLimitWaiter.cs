namespace Memic;

/// <summary>One request that waits for its permit.</summary>
internal sealed class RateLimitWaiter
{
    private readonly TaskCompletionSource<RateLimitLease> _granted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RateLimitQueue _queue;
    private readonly RateLimitRules _rules;
    private CancellationTokenRegistration _registration;

    public RateLimitWaiter(RateLimitQueue queue, RateLimitRules rules, TimeSpan maximumBlock)
    {
        (_queue, _rules, MaximumBlock) = (queue, rules, maximumBlock);
        Node = new(this);
    }

    public LinkedListNode<RateLimitWaiter> Node { get; }

    public TimeSpan MaximumBlock { get; }

    /// <summary>Whether it counts as one that had to wait: for a permit, not only for the store's answer.</summary>
    public bool HasWaited { get; set; }

    /// <summary>What its connection allows at this moment: limits may be changed while requests wait.</summary>
    public RateLimitRule Rule => _rules[_queue.Category];

    public void CancelWith(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            _registration = cancellationToken.Register(() => _queue.CancelWaiter(this, cancellationToken));
        }
    }

    public void Grant(RateLimitLease lease) => _granted.TrySetResult(lease);

    public void Fail(Exception failure) => _granted.TrySetException(failure);

    public void Cancel(CancellationToken cancellationToken) => _granted.TrySetCanceled(cancellationToken);

    /// <summary>Must be called without a lock: disposing the registration waits for a cancellation that wants it.</summary>
    public async Task<RateLimitLease> GrantedAsync()
    {
        try
        {
            return await _granted.Task.ConfigureAwait(false);
        }
        finally
        {
            _registration.Dispose();
        }
    }

    public async ValueTask AbandonAsync()
    {
        _queue.CancelWaiter(this, default);
        try
        {
            // Canceled by now, or granted or refused at this very moment.
            var lease = await GrantedAsync().ConfigureAwait(false);
            await lease.ReturnAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or MemicException)
        {
            // There is no permit to give back.
        }
    }
}
