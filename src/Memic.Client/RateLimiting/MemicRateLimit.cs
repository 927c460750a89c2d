namespace Memic;

/// <summary>Describes how one category of requests stands at this moment.</summary>
public sealed record MemicRateLimit
{
    /// <summary>Gets the category: what the service counts together.</summary>
    public RateCategory Category { get; init; }

    /// <summary>Gets how many requests may be sent in a window; 0 for no limit.</summary>
    public int Limit { get; init; }

    /// <summary>Gets how many requests are in the window now, those in flight and those of <see cref="UsedByOthers"/> included.</summary>
    public int Used { get; init; }

    /// <summary>Gets how many of them other processes sent that share the count.</summary>
    public int UsedByOthers { get; init; }

    /// <summary>Gets how many requests could be sent now; <see langword="null"/> where there is no limit.</summary>
    public int? Available => Limit <= 0 ? null : NextFree > TimeSpan.Zero ? 0 : Math.Max(0, Limit - Used);

    /// <summary>Gets how long until a request can be sent; zero if now.</summary>
    public TimeSpan NextFree { get; init; }

    /// <summary>Gets how many requests have had to wait so far in this process.</summary>
    public int TimesWaited { get; init; }

    /// <summary>Gets who shares the count at this moment.</summary>
    public RateLimitScope Scope { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Limit <= 0 ? FormattableString.Invariant($"{Category}: {Used}, no limit") : FormattableString.Invariant($"{Category}: {Used} of {Limit}");
}
