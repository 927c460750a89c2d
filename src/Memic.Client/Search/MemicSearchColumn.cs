namespace Memic;

/// <summary>A column of structured results.</summary>
public sealed record MemicSearchColumn
{
    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the type, in the words of the database.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the description.</summary>
    public string? Description { get; init; }

    /// <inheritdoc/>
    public override string ToString() => DisplayText.Clean(Name);
}
