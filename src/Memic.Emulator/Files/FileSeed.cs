using System.Text.Json.Nodes;

namespace Memic.Emulator;

/// <summary>A file to put into the emulator without uploading it.</summary>
public sealed record FileSeed
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The text, which can then be searched.</summary>
    public string? Text { get; init; }

    /// <summary>The status word, any; null lets the file pass through its life from now on.</summary>
    public string? Status { get; init; } = FileLifecycle.Ready;

    /// <summary>Why it failed.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The id; a new one by default.</summary>
    public Guid? Id { get; init; }

    /// <summary>The size; by default that of the text.</summary>
    public long? Size { get; init; }

    /// <summary>The MIME type; by default that of the extension.</summary>
    public string? MimeType { get; init; }

    /// <summary>The sender's own reference.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>The sender's metadata.</summary>
    public JsonObject? Metadata { get; init; }

    /// <summary>The folder's id.</summary>
    public Guid? FolderId { get; init; }

    /// <summary>The folder's name.</summary>
    public string? FolderName { get; init; }

    /// <summary>A number of chunks to report.</summary>
    public int? TotalChunks { get; init; }

    /// <summary>When it was announced; now by default.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The API key whose environment it goes to; by default the first.</summary>
    public string? Key { get; init; }
}
