namespace Memic;

/// <summary>A file in Memic. Only <see cref="Id"/> and <see cref="Status"/> are certain to be there.</summary>
public sealed record MemicFile
{
    /// <summary>The statuses that the service is known to use, in the order of a file's life; there may be others.</summary>
    public static IReadOnlyList<string> KnownStatuses { get; } = Array.AsReadOnly<string>(
    [
        "pending", "processing", "uploading", "uploaded", "upload_failed",
        "conversion_started", "conversion_complete", "conversion_failed",
        "parsing_started", "parsing_complete", "parsing_failed",
        "chunking_started", "chunking_complete", "chunking_failed",
        "embedding_started", "embedding_complete", "embedding_failed",
        "ready", "failed",
    ]);

    /// <summary>The file's id.</summary>
    public required string Id { get; init; }

    /// <summary>The file's name: a label, not a key.</summary>
    public string? Name { get; init; }

    /// <summary>Its size in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>Its MIME type.</summary>
    public string? MimeType { get; init; }

    /// <summary>The service's own word for where the file stands.</summary>
    public required string Status { get; init; }

    /// <summary>What that word means: ready, failed, or anything else, which is still processing.</summary>
    public FileState State =>
        Status.Equals("ready", StringComparison.OrdinalIgnoreCase) ? FileState.Ready
        : Status.Equals("failed", StringComparison.OrdinalIgnoreCase) || Status.EndsWith("_failed", StringComparison.OrdinalIgnoreCase) ? FileState.Failed
        : FileState.Processing;

    /// <summary>Whether it can be searched.</summary>
    public bool IsReady => State == FileState.Ready;

    /// <summary>Whether it could not be processed.</summary>
    public bool IsFailed => State == FileState.Failed;

    /// <summary>The caller's own id for the file.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>The caller's own values.</summary>
    public MemicMetadata Metadata { get; init; } = [];

    /// <summary>How many chunks it was cut into.</summary>
    public long? TotalChunks { get; init; }

    /// <summary>How many of them are embedded.</summary>
    public long? TotalEmbeddings { get; init; }

    /// <summary>Why it failed; the list of files does not tell.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <summary>The folder's id.</summary>
    public string? FolderId { get; init; }

    /// <summary>The folder's name.</summary>
    public string? FolderName { get; init; }

    /// <summary>The environment that it is in.</summary>
    public string? EnvironmentSlug { get; init; }

    /// <summary>The project's id.</summary>
    public string? ProjectId { get; init; }

    /// <summary>How much longer processing takes, as the service estimates.</summary>
    public TimeSpan? EstimatedRemaining { get; init; }

    /// <summary>Where it was sent from, for a file sent from here.</summary>
    public string? Path { get; init; }

    internal bool IsUploading => Status.Equals("uploading", StringComparison.OrdinalIgnoreCase) || Status.Equals("upload_failed", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => Name ?? Id;

    internal static MemicFile From(FileReply reply, string? knownId = null) => new()
    {
        Id = reply.Id ?? reply.FileId ?? knownId ?? throw new MemicException(MemicErrorCodes.InvalidResponse, Texts.IdMissing),
        Name = reply.Name ?? reply.OriginalFilename,
        Size = reply.Size,
        MimeType = reply.MimeType,
        Status = reply.Status ?? "unknown",
        ReferenceId = reply.ReferenceId,
        Metadata = MemicMetadata.From(reply.FileMetadata ?? reply.Metadata),
        TotalChunks = reply.TotalChunks,
        TotalEmbeddings = reply.TotalEmbeddings,
        ErrorMessage = reply.ErrorMessage,
        CreatedAt = reply.CreatedAt?.UtcDateTime,
        UpdatedAt = reply.UpdatedAt?.UtcDateTime,
        FolderId = reply.FolderId,
        FolderName = reply.FolderName,
        EnvironmentSlug = reply.EnvironmentSlug,
        ProjectId = reply.ProjectId,
        EstimatedRemaining = reply.EstimatedRemainingTimeSeconds is { } seconds and >= 0 and < 1e9 ? TimeSpan.FromSeconds(seconds) : null,
    };
}
