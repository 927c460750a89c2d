using System.Text.Json.Nodes;

namespace Memic.Emulator;

/// <summary>What became of a file since the emulator started, also of one that was deleted.</summary>
public sealed record FileHistory
{
    /// <summary>Gets the id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Gets the name from the init request.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the reference id.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>Gets the environment that it belongs to.</summary>
    public required string Environment { get; init; }

    /// <summary>Gets the metadata.</summary>
    public required JsonObject Metadata { get; init; }

    /// <summary>Gets the size from the init request.</summary>
    public required long Size { get; init; }

    /// <summary>Gets the number of bytes that storage holds or held; <see langword="null"/> if none arrived in full.</summary>
    public long? ContentSize { get; init; }

    /// <summary>Gets the SHA-256, in lower-case hexadecimal, of what storage holds or held.</summary>
    public string? ContentSha256 { get; init; }

    /// <summary>Gets each status that it had, and since when, oldest first.</summary>
    public required IReadOnlyList<FileStatusChange> Statuses { get; init; }

    /// <summary>Gets the time of its deletion; <see langword="null"/> if it is there.</summary>
    public DateTimeOffset? DeletedAt { get; init; }
}
