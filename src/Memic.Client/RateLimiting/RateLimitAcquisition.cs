namespace Memic;

/// <summary>A permit, or the wait for one. Whoever does not go on with it calls <see cref="AbandonAsync"/>, so that no permit stays taken.</summary>
internal readonly struct RateLimitAcquisition
{
    private readonly RateLimitLease? _lease;
    private readonly RateLimitWaiter? _waiter;

    public RateLimitAcquisition(RateLimitLease lease) => _lease = lease;

    public RateLimitAcquisition(RateLimitWaiter waiter, TimeSpan expectedWait) => (_waiter, ExpectedWait) = (waiter, expectedWait);

    /// <summary>Whether the permit was there at once, so that <see cref="Lease"/> has it. A wait that failed is not completed.</summary>
    public bool IsCompleted => _lease is not null;

    public RateLimitLease Lease => _lease ?? throw new InvalidOperationException("The permit has to be waited for.");

    /// <summary>How long the permit takes, as far as can be told; zero if it was there at once.</summary>
    public TimeSpan ExpectedWait { get; }

    /// <summary>Ends with the permit.</summary>
    /// <exception cref="MemicException"><c>rate_limit_exceeded</c>: the service blocks the category for longer than the caller waits.</exception>
    /// <exception cref="OperationCanceledException">The acquisition was canceled.</exception>
    public Task<RateLimitLease> AsTask() => _waiter?.GrantedAsync() ?? Task.FromResult(Lease);

    /// <summary>Gives up waiting, or gives back the permit with which nothing was sent.</summary>
    public ValueTask AbandonAsync() => _waiter?.AbandonAsync() ?? Lease.ReturnAsync();
}
