using System.Text.Json;

namespace Memic;

/// <summary>Body of <c>POST /files/init</c>.</summary>
internal sealed record InitRequest(string Filename, long Size, string MimeType, string? ReferenceId, string? FolderId, JsonElement? Metadata);

/// <summary>Response of <c>POST /files/init</c>.</summary>
internal sealed record InitResponse(string? FileId, string? UploadUrl, long? ExpiresIn);

/// <summary>Response of <c>GET /files</c>, in both documented shapes.</summary>
internal sealed record FilePageResponse(IReadOnlyList<FileResponse?>? Items, long? Total, long? Page, long? PageSize, long? TotalPages, bool? HasMore);

/// <summary>A file as any endpoint describes it; only id and status are certain to be there.</summary>
internal sealed record FileResponse
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
