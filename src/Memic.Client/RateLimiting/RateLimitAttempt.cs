namespace Memic;

/// <summary>What came of asking a store for a permit.</summary>
internal readonly record struct RateLimitAttempt
{
    public bool IsGranted { get; private init; }

    /// <summary>What the store knows the permit by.</summary>
    public long Permit { get; private init; }

    /// <summary>The soonest that trying again can help; infinite if only a release in this process can.</summary>
    public TimeSpan RetryAfter { get; private init; }

    /// <summary>How long the service wants no request of the category.</summary>
    public TimeSpan BlockedFor { get; private init; }

    public static RateLimitAttempt Granted(long permit = 0) => new() { IsGranted = true, Permit = permit };

    public static RateLimitAttempt Denied(TimeSpan retryAfter, TimeSpan blockedFor) => new() { RetryAfter = retryAfter, BlockedFor = blockedFor };
}
