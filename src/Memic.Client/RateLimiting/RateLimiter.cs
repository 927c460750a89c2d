namespace Memic;

/// <summary>
/// Keeps the requests of one connection within its limits. The count belongs to the key: all connections of the process
/// that use the key share it, and each of their requests keeps to the limits of its own connection.
/// </summary>
internal sealed class RateLimiter : IDisposable
{
    private static readonly RateCategory[] Limited =
        [RateCategory.Ingestion, RateCategory.Status, RateCategory.List, RateCategory.Search, RateCategory.Chat, RateCategory.Prompts];

    private readonly RateLimitRules _rules;
    private readonly SharedRateLimiter _shared;
    private Action? _release;

    public RateLimiter(SharedRateLimiter shared, RateLimitRules rules, Action release) => (_shared, _rules, _release) = (shared, rules, release);

    // A connection that nobody disposes must not keep the count alive for ever.
    ~RateLimiter() => Release();

    /// <summary>Gets the locks that the store keeps for several machines; <see langword="null"/> if it keeps none.</summary>
    public ISharedLocks? SharedLocks => _shared.Store as ISharedLocks;

    /// <summary>Acquires the permit for one request, or begins to wait for it.</summary>
    /// <param name="category">What the request is counted as.</param>
    /// <param name="isUrgent">Whether it goes before others: it finishes something that was begun.</param>
    /// <param name="maximumBlock">The longest block by the service that the request waits for.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="MemicException"><c>rate_limit_exceeded</c>: the service blocks the category for longer. The wait may end so, too.</exception>
    public RateLimitAcquisition Acquire(RateCategory category, bool isUrgent, TimeSpan maximumBlock, CancellationToken cancellationToken) =>
        _shared[category].Acquire(_rules, isUrgent, maximumBlock, cancellationToken);

    /// <summary>How each limited category stands.</summary>
    public async ValueTask<IReadOnlyList<MemicRateLimit>> ReadAsync(CancellationToken cancellationToken)
    {
        var limits = new List<MemicRateLimit>(Limited.Length);
        foreach (var category in Limited)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rule = _rules[category];
            limits.Add(Describe(category, rule, await _shared.Store.ReadAsync(category, rule).ConfigureAwait(false)));
        }

        return limits;
    }

    /// <summary>The same as far as this process knows without asking anybody.</summary>
    public IReadOnlyList<MemicRateLimit> Read() =>
        [.. Limited.Select(category => (category, rule: _rules[category]))
            .Select(it => Describe(it.category, it.rule, _shared.Store.Estimate(it.category, it.rule, waiting: 1)))];

    /// <summary>Takes what the limiter has to say, such as a store that was lost; it is said to one caller only.</summary>
    public bool TryTakeNotice(out MemicNotification notice) => _shared.Notices.TryTake(out notice);

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private MemicRateLimit Describe(RateCategory category, RateLimitRule rule, RateLimitState state) =>
        new()
        {
            Category = category,
            Limit = rule.Limit,
            Used = state.Used,
            UsedByOthers = state.UsedByOthers,
            NextFree = state.NextFree,
            TimesWaited = _shared[category].TimesWaited,
            Scope = _shared.Store.Scope,
        };

    private void Release() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
