using System.Text.Json;

namespace Memic;

/// <summary>A hit, with the names of the reference and, where the guide differs, also of the guide.</summary>
internal sealed record HitReply
{
    public string? ChunkId { get; init; }

    public long? ChunkIndex { get; init; }

    public string? Content { get; init; }

    public string? Text { get; init; }

    public string? FileId { get; init; }

    public string? FileName { get; init; }

    public JsonElement? Source { get; init; }

    public string? MimeType { get; init; }

    public long? PageNumber { get; init; }

    public long? StartPage { get; init; }

    public long? EndPage { get; init; }

    public double? Score { get; init; }

    public string? Category { get; init; }

    public string? DocumentType { get; init; }

    public string? ReferenceId { get; init; }

    public string? ProjectId { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public long? TokenCount { get; init; }

    public JsonElement? BoundingBoxes { get; init; }

    public JsonElement? Metadata { get; init; }
}
