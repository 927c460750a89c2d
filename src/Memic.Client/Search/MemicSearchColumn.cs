namespace Memic;

/// <summary>A column of structured results.</summary>
public sealed record MemicSearchColumn
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The type, in the words of the database.</summary>
    public string? Type { get; init; }

    /// <summary>What it holds.</summary>
    public string? Description { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
