namespace Memic;

/// <summary>
/// Keeps the requests of one connection within its limits. The count belongs to the key: all connections of the process
/// that use the key share it, and each of their requests keeps to the limits of its own connection.
/// </summary>
internal sealed class RateLimiter : IDisposable
{
    private static readonly RateCategory[] Limited =
        [RateCategory.Ingestion, RateCategory.Status, RateCategory.List, RateCategory.Search, RateCategory.Chat, RateCategory.Prompts];

    private readonly RateLimits _limits;
    private readonly SharedRateLimiter _shared;
    private Action? _release;

    public RateLimiter(SharedRateLimiter shared, RateLimits limits, Action release) => (_shared, _limits, _release) = (shared, limits, release);

    // A connection that nobody disposes must not keep the count alive for ever.
    ~RateLimiter() => Release();

    /// <summary>Acquires the permit for one request, or begins to wait for it.</summary>
    /// <param name="category">What the request is counted as.</param>
    /// <param name="isUrgent">Whether it goes before others: it finishes something that was begun.</param>
    /// <param name="maximumBlock">The longest block by the service that the request waits for.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="MemicException"><c>rate_limit_exceeded</c>: the service blocks the category for longer. The wait may end so, too.</exception>
    public RateLimitAcquisition Acquire(RateCategory category, bool isUrgent, TimeSpan maximumBlock, CancellationToken cancellationToken) =>
        _shared[category].Acquire(_limits, isUrgent, maximumBlock, cancellationToken);

    /// <summary>How each limited category stands.</summary>
    public async ValueTask<IReadOnlyList<MemicRateLimit>> ReadAsync(CancellationToken cancellationToken)
    {
        var limits = new List<MemicRateLimit>(Limited.Length);
        foreach (var category in Limited)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rule = RateLimitRule.Of(_limits, category);
            limits.Add(Describe(category, rule, await _shared.Store.ReadAsync(category, rule).ConfigureAwait(false)));
        }

        return limits;
    }

    /// <summary>The same as far as this process knows without asking anybody.</summary>
    public IReadOnlyList<MemicRateLimit> Read() =>
        [.. Limited.Select(category => (category, rule: RateLimitRule.Of(_limits, category)))
            .Select(it => Describe(it.category, it.rule, _shared.Store.Estimate(it.category, it.rule, waiting: 1)))];

    /// <summary>Takes what the limiter has to say, such as a store that was lost; it is said to one caller only.</summary>
    public bool TryTakeNotice(out MemicNotification notice) => _shared.Notices.TryTake(out notice);

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private MemicRateLimit Describe(RateCategory category, RateLimitRule rule, RateLimitState state) =>
        new() { Category = category, Limit = rule.Limit, Used = state.Used, NextFree = state.NextFree, TimesWaited = _shared[category].TimesWaited };

    private void Release() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
