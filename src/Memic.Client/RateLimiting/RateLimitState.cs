namespace Memic;

/// <summary>How a category stands at this moment.</summary>
/// <param name="Used">How many permits are taken.</param>
/// <param name="NextFree">How long until there is a permit; zero if now.</param>
/// <param name="UsedByOthers">How many of the permits other processes took.</param>
internal readonly record struct RateLimitState(int Used, TimeSpan NextFree, int UsedByOthers = 0);
