namespace Memic;

/// <summary>How many requests of a category may be sent in a window; 0 or less for no limit.</summary>
internal readonly record struct RateLimitRule(int Limit, TimeSpan Window)
{
    // The clocks of client and server do not tick alike; a tenth of a second costs 0.2 % of a minute's quota.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(100);

    // How long what was sent may be under way to the server after nobody waits for its reply any more.
    private static readonly TimeSpan Transit = TimeSpan.FromSeconds(1);

    public bool IsLimited => Limit > 0;

    /// <summary>How long a permit stays taken after the reply: whenever the server counted the request, it has left the server's window by then.</summary>
    public TimeSpan ReleaseDelay => Window + Margin;

    /// <summary>The rule for a request without a reply: it was canceled or failed, or its process died, and the server may count it later still.</summary>
    public RateLimitRule Unanswered => this with { Window = Window + Transit };
}
