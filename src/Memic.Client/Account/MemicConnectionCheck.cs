namespace Memic;

/// <summary>One thing that a connection needs, and whether it works.</summary>
public sealed record MemicConnectionCheck
{
    /// <summary>What was tried: Key, Files or Projects.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it works.</summary>
    public bool IsOk => Error is null;

    /// <summary>How long the answer took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Why it does not work; <see langword="null"/> if it does.</summary>
    public MemicException? Error { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Error is null ? $"{Name}: ok" : $"{Name}: {Error.Summary}";
}
