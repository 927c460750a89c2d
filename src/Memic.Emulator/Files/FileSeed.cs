using System.Text.Json.Nodes;

namespace Memic.Emulator;

/// <summary>A file to add to the emulator without uploading it.</summary>
public sealed record FileSeed
{
    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the text to search.</summary>
    public string? Text { get; init; }

    /// <summary>Gets the status, which may be any word; <see langword="null"/> starts the normal processing.</summary>
    public string? Status { get; init; } = FileLifecycle.Ready;

    /// <summary>Gets the reason of a failure.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Gets the id; a new one by default.</summary>
    public Guid? Id { get; init; }

    /// <summary>Gets the size; by default that of the text.</summary>
    public long? Size { get; init; }

    /// <summary>Gets the MIME type; by default that of the extension.</summary>
    public string? MimeType { get; init; }

    /// <summary>Gets the reference id.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>Gets the metadata.</summary>
    public JsonObject? Metadata { get; init; }

    /// <summary>Gets the id of the folder.</summary>
    public Guid? FolderId { get; init; }

    /// <summary>Gets the name of the folder.</summary>
    public string? FolderName { get; init; }

    /// <summary>Gets the number of chunks to report.</summary>
    public int? TotalChunks { get; init; }

    /// <summary>Gets the time of creation; now by default.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Gets the API key whose environment the file belongs to; the first key by default.</summary>
    public string? Key { get; init; }
}
