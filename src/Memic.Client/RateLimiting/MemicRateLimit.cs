namespace Memic;

/// <summary>How one category of requests stands at this moment, as this process counts it.</summary>
public sealed record MemicRateLimit
{
    /// <summary>Gets what is counted together.</summary>
    public RateCategory Category { get; init; }

    /// <summary>Gets how many requests the window takes; 0 for no limit.</summary>
    public int Limit { get; init; }

    /// <summary>Gets how many are in the window now, those under way included.</summary>
    public int Used { get; init; }

    /// <summary>Gets how many could be sent at once now; <see langword="null"/> where there is no limit.</summary>
    public int? Available => Limit <= 0 ? null : NextFree > TimeSpan.Zero ? 0 : Math.Max(0, Limit - Used);

    /// <summary>Gets how long until a request can be sent; zero if now.</summary>
    public TimeSpan NextFree { get; init; }

    /// <summary>Gets how many requests had to wait so far in this process.</summary>
    public int TimesWaited { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Limit <= 0 ? FormattableString.Invariant($"{Category}: {Used}, no limit") : FormattableString.Invariant($"{Category}: {Used} of {Limit}");
}
