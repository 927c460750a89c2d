namespace Memic;

/// <summary>One input that failed; the others go on.</summary>
/// <param name="error">What went wrong.</param>
/// <param name="target">The input: a path, an id or a name.</param>
public sealed class FailureEvent(MemicException error, object? target) : MemicEvent
{
    /// <summary>What went wrong.</summary>
    public MemicException Error { get; } = error;

    /// <summary>The input: a path, an id or a name.</summary>
    public object? Target { get; } = target;
}
