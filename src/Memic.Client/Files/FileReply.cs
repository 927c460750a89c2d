using System.Text.Json;

namespace Memic;

/// <summary>A file as any endpoint tells of it; only id and status are certain to be there.</summary>
internal sealed record FileReply
{
    public string? Id { get; init; }

    public string? FileId { get; init; }

    public string? Name { get; init; }

    public string? OriginalFilename { get; init; }

    public long? Size { get; init; }

    public string? MimeType { get; init; }

    public string? Status { get; init; }

    public string? ReferenceId { get; init; }

    public string? ErrorMessage { get; init; }

    public long? TotalChunks { get; init; }

    public long? TotalEmbeddings { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public string? FolderId { get; init; }

    public string? FolderName { get; init; }

    public string? EnvironmentId { get; init; }

    public string? EnvironmentSlug { get; init; }

    public string? ProjectId { get; init; }

    public JsonElement? FileMetadata { get; init; }

    public JsonElement? Metadata { get; init; }

    public double? EstimatedRemainingTimeSeconds { get; init; }
}
