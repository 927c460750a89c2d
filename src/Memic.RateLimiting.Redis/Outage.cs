namespace Memic;

/// <summary>
/// The time in which a store is away, and what this process may send meanwhile. What all members may send together is never
/// more than the limit: in the first window each keeps to what it held when the store was lost, or to its share if that is less;
/// from then on all have their share. What was free when the store last answered is nobody's, since others may have taken it;
/// who was alone has its share of it.
/// </summary>
/// <param name="since">When the store was lost.</param>
/// <param name="share">The part of each limit that one member takes.</param>
/// <param name="atFirst">How many permits of each category this process may hold in the first window.</param>
internal sealed class Outage(long since, double share, IReadOnlyDictionary<RateCategory, int> atFirst)
{
    /// <summary>When the store was back; <see langword="null"/> until then.</summary>
    public long? ReturnedAt { get; set; }

    /// <summary>When to look whether the store is back.</summary>
    public long NextLook { get; set; }

    public int Allowance(RateCategory category, RateLimitRule rule, TimeProvider time)
    {
        var allowance = Math.Max(1, (int)(rule.Limit * share));
        return time.GetElapsedTime(since) > rule.ReleaseDelay ? allowance : Math.Min(allowance, atFirst.TryGetValue(category, out var count) ? count : 0);
    }
}
