namespace Memic;

/// <summary>A wait that a person would notice, and its reason.</summary>
/// <param name="reason">Why, as a phrase.</param>
/// <param name="until">When it is expected to be over (UTC).</param>
public sealed class MemicWait(string reason, DateTimeOffset until)
{
    /// <summary>Waits shorter than this are not reported.</summary>
    public static TimeSpan Noticeable { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Why, as a phrase.</summary>
    public string Reason { get; } = reason;

    /// <summary>When it is expected to be over (UTC).</summary>
    public DateTimeOffset Until { get; } = until;
}
