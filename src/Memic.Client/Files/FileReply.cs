using System.Text.Json;

namespace Memic;

/// <summary>A file as any endpoint tells of it; only id and status are certain to be there.</summary>
internal sealed record FileReply
{
    public string? Id { get; set; }

    public string? FileId { get; set; }

    public string? Name { get; set; }

    public string? OriginalFilename { get; set; }

    public long? Size { get; set; }

    public string? MimeType { get; set; }

    public string? Status { get; set; }

    public string? ReferenceId { get; set; }

    public string? ErrorMessage { get; set; }

    public long? TotalChunks { get; set; }

    public long? TotalEmbeddings { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? UpdatedAt { get; set; }

    public string? FolderId { get; set; }

    public string? FolderName { get; set; }

    public string? EnvironmentId { get; set; }

    public string? EnvironmentSlug { get; set; }

    public string? ProjectId { get; set; }

    public JsonElement? FileMetadata { get; set; }

    public JsonElement? Metadata { get; set; }

    public double? EstimatedRemainingTimeSeconds { get; set; }
}
