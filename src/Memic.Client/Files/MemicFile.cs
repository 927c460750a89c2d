namespace Memic;

/// <summary>A file in Memic. Only <see cref="Id"/> and <see cref="Status"/> are certain to be there.</summary>
public sealed record MemicFile
{
    /// <summary>Gets the statuses that the service is known to use, in the order of a file's life; there may be others.</summary>
    public static IReadOnlyList<string> KnownStatuses { get; } = Array.AsReadOnly<string>(
    [
        "pending", "processing", "uploading", "uploaded", "upload_failed",
        "conversion_started", "conversion_complete", "conversion_failed",
        "parsing_started", "parsing_complete", "parsing_failed",
        "chunking_started", "chunking_complete", "chunking_failed",
        "embedding_started", "embedding_complete", "embedding_failed",
        "ready", "failed",
    ]);

    /// <summary>Gets the MIME types of the file types that the service is documented to take.</summary>
    public static IReadOnlyList<string> KnownMimeTypes => MimeTypes.All;

    /// <summary>Gets the id of the file.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the name of the file: a label, not a key.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the size in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>Gets the MIME type.</summary>
    public string? MimeType { get; init; }

    /// <summary>Gets the processing status, in the service's own word.</summary>
    public required string Status { get; init; }

    /// <summary>Gets what the status means. A status that is not known means that the file is still being processed.</summary>
    public FileState State =>
        Status.Equals("ready", StringComparison.OrdinalIgnoreCase) ? FileState.Ready
        : Status.Equals("failed", StringComparison.OrdinalIgnoreCase) || Status.EndsWith("_failed", StringComparison.OrdinalIgnoreCase) ? FileState.Failed
        : Status.Equals("uploading", StringComparison.OrdinalIgnoreCase) ? FileState.Incomplete
        : FileState.Processing;

    /// <summary>Gets whether the file can be searched.</summary>
    public bool IsReady => State == FileState.Ready;

    /// <summary>Gets whether the service could not process the file.</summary>
    public bool IsFailed => State == FileState.Failed;

    /// <summary>Gets the caller's own id for the file.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>Gets the caller's own values.</summary>
    public MemicMetadata Metadata { get; init; } = [];

    /// <summary>Gets the number of chunks that the file was split into.</summary>
    public long? TotalChunks { get; init; }

    /// <summary>Gets the number of chunks that are embedded.</summary>
    public long? TotalEmbeddings { get; init; }

    /// <summary>Gets the reason of a failure; the list of files does not contain it.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Gets the time of creation (UTC).</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>Gets the time of the last change (UTC).</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <summary>Gets the id of the folder.</summary>
    public string? FolderId { get; init; }

    /// <summary>Gets the name of the folder.</summary>
    public string? FolderName { get; init; }

    /// <summary>Gets the environment of the file.</summary>
    public string? EnvironmentSlug { get; init; }

    /// <summary>Gets the name of the connection that the object came from.</summary>
    public string? ConnectionName { get; init; }

    /// <summary>Gets the id of the environment that the object came from; <see langword="null"/> where it is not known.</summary>
    public string? EnvironmentId { get; init; }

    /// <summary>Gets the id of the project.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Gets the remaining processing time, as the service estimates it.</summary>
    public TimeSpan? EstimatedRemaining { get; init; }

    /// <summary>Gets the local path, for a file that was uploaded from here.</summary>
    public string? Path { get; init; }

    /// <summary>Returns the file with the local path that it was uploaded from.</summary>
    /// <param name="path">The path.</param>
    public MemicFile WithPath(string? path) => this with { Path = path };

    /// <inheritdoc/>
    public override string ToString() => DisplayText.Clean(Name ?? Id);

    internal static MemicFile From(FileResponse response, string? knownId = null) => new()
    {
        // The id that was asked for is the key, however the service spells it.
        Id = knownId ?? response.Id ?? response.FileId ?? string.Empty,
        Name = response.Name ?? response.OriginalFilename,
        Size = response.Size,
        MimeType = response.MimeType,
        Status = response.Status ?? string.Empty,
        ReferenceId = response.ReferenceId,
        Metadata = MemicMetadata.From(response.FileMetadata ?? response.Metadata),
        TotalChunks = response.TotalChunks,
        TotalEmbeddings = response.TotalEmbeddings,
        ErrorMessage = response.ErrorMessage,
        CreatedAt = response.CreatedAt?.UtcDateTime,
        UpdatedAt = response.UpdatedAt?.UtcDateTime,
        FolderId = response.FolderId,
        FolderName = response.FolderName,
        EnvironmentId = response.EnvironmentId,
        EnvironmentSlug = response.EnvironmentSlug,
        ProjectId = response.ProjectId,
        EstimatedRemaining = response.EstimatedRemainingTimeSeconds is { } seconds and >= 0 and < 1e9 ? TimeSpan.FromSeconds(seconds) : null,
    };
}
