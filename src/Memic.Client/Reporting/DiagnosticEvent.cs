namespace Memic;

/// <summary>A line for the log.</summary>
/// <param name="level">How much it matters.</param>
/// <param name="text">The line, without any secret.</param>
public sealed class DiagnosticEvent(DiagnosticLevel level, string text) : MemicEvent
{
    /// <summary>How much it matters.</summary>
    public DiagnosticLevel Level { get; } = level;

    /// <summary>The line, without any secret.</summary>
    public string Text { get; } = text;
}
