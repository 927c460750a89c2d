namespace Memic;

/// <summary>
/// Keeps the count of one key. The rule is the same in every store (see <see cref="SlidingWindow"/>); what differs is who
/// shares the count. Fairness and waiting within the process are the <see cref="RateLimiter"/>'s.
/// </summary>
internal interface IRateLimitStore : IDisposable
{
    /// <summary>Takes a permit if there is one now; otherwise tells when to try again.</summary>
    ValueTask<RateLimitAttempt> TryAcquireAsync(RateCategory category, RateLimitRule rule);

    /// <summary>Gives back the permit of a request that was answered or failed, one window from now.</summary>
    ValueTask ReleaseAsync(RateCategory category, RateLimitRule rule, long permit);

    /// <summary>Gives back at once a permit with which nothing was sent.</summary>
    ValueTask ReturnAsync(RateCategory category, RateLimitRule rule, long permit);

    /// <summary>Lets nobody who shares the count acquire a permit for so long.</summary>
    ValueTask BlockAsync(RateCategory category, TimeSpan duration);

    /// <summary>How the category stands.</summary>
    ValueTask<RateLimitState> ReadAsync(RateCategory category, RateLimitRule rule);

    /// <summary>The same as far as this process can tell without asking anybody, where so many requests wait for a permit.</summary>
    RateLimitState Estimate(RateCategory category, RateLimitRule rule, int waiting);

    /// <summary>Who shares the count at this moment.</summary>
    RateLimitScope Scope { get; }

    /// <summary>How long until the store may be dropped without forgetting a permit; <see langword="null"/> while a request is in flight.</summary>
    TimeSpan? TimeUntilIdle { get; }
}
