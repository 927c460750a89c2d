using System.Text.Json;

namespace Memic;

/// <summary>A hit, with the names of the reference and, where the guide differs, also of the guide.</summary>
internal sealed record HitReply
{
    public string? ChunkId { get; set; }

    public long? ChunkIndex { get; set; }

    public string? Content { get; set; }

    public string? Text { get; set; }

    public string? FileId { get; set; }

    public string? FileName { get; set; }

    public JsonElement? Source { get; set; }

    public string? MimeType { get; set; }

    public long? PageNumber { get; set; }

    public long? StartPage { get; set; }

    public long? EndPage { get; set; }

    public double? Score { get; set; }

    public string? Category { get; set; }

    public string? DocumentType { get; set; }

    public string? ReferenceId { get; set; }

    public string? ProjectId { get; set; }

    public IReadOnlyList<string>? Tags { get; set; }

    public long? TokenCount { get; set; }

    public JsonElement? BoundingBoxes { get; set; }

    public JsonElement? Metadata { get; set; }
}
