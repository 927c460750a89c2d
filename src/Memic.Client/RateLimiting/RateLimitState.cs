namespace Memic;

/// <summary>How a category stands at this moment.</summary>
/// <param name="Used">How many permits are taken.</param>
/// <param name="NextFree">How long until there is a permit; zero if now.</param>
internal readonly record struct RateLimitState(int Used, TimeSpan NextFree);
