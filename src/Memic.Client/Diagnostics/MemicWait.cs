namespace Memic;

/// <summary>A wait that a person would notice, and its reason.</summary>
/// <param name="reason">The reason, as a phrase that follows the word "waiting".</param>
/// <param name="until">The time when it is expected to end (UTC).</param>
public sealed class MemicWait(string reason, DateTimeOffset until)
{
    /// <summary>Gets the shortest wait that is reported: two seconds.</summary>
    public static TimeSpan Noticeable { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets the reason, as a phrase that follows the word "waiting".</summary>
    public string Reason { get; } = reason;

    /// <summary>Gets the time when it is expected to end (UTC).</summary>
    public DateTimeOffset Until { get; } = until;
}
