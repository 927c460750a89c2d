namespace Memic;

/// <summary>The result of one check of a connection.</summary>
public sealed record MemicConnectionCheck
{
    /// <summary>Gets the name of the check: Key, Files or Projects.</summary>
    public required string Name { get; init; }

    /// <summary>Gets whether the check succeeded.</summary>
    public bool IsOk => Error is null;

    /// <summary>Gets the response time.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Gets the error; <see langword="null"/> if the check succeeded.</summary>
    public MemicException? Error { get; init; }

    /// <inheritdoc/>
    public override string ToString() => DisplayText.Clean(Error is null ? $"{Name}: ok" : $"{Name}: {Error.Summary}");
}
