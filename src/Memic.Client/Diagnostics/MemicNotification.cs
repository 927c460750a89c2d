namespace Memic;

/// <summary>A diagnostic message of the client.</summary>
/// <param name="level">The severity.</param>
/// <param name="text">The message, without secrets and safe to show on a terminal.</param>
public sealed class MemicNotification(DiagnosticLevel level, string text)
{
    /// <summary>Gets the severity.</summary>
    public DiagnosticLevel Level { get; } = level;

    /// <summary>Gets the message, without secrets and safe to show on a terminal.</summary>
    public string Text { get; } = text;
}
