namespace Memic;

/// <summary>The limits of one connection, as they are at any moment: a user may change them, also while requests wait.</summary>
/// <param name="limits">What the service grants the key.</param>
/// <param name="share">How much of it the connection takes: more than 0, at most 1.</param>
internal sealed class RateLimitRules(RateLimits limits, double share = 1)
{
    public RateLimitRule this[RateCategory category] =>
        new(limits.For(category) is var limit && limit > 0 ? Math.Max(1, (int)(limit * share)) : 0, limits.Window);
}
