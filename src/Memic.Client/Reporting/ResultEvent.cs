namespace Memic;

/// <summary>One finished object, such as a file that was sent.</summary>
/// <param name="value">The object.</param>
public sealed class ResultEvent(object value) : MemicEvent
{
    /// <summary>The object.</summary>
    public object Value { get; } = value;
}
