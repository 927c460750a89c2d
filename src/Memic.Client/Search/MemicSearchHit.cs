using System.Text.Json;

namespace Memic;

/// <summary>A passage that matches a query.</summary>
public sealed record MemicSearchHit
{
    /// <summary>How well it matches: 0 to 1.</summary>
    public double? Score { get; init; }

    /// <summary>The file's name.</summary>
    public string? FileName { get; init; }

    /// <summary>The page, from 1, where the file has pages.</summary>
    public long? PageNumber { get; init; }

    /// <summary>The passage.</summary>
    public string Content { get; init; } = string.Empty;

    /// <summary>The file's id.</summary>
    public string? FileId { get; init; }

    /// <summary>The passage's id.</summary>
    public string? ChunkId { get; init; }

    /// <summary>The passage's place in the file, from 0.</summary>
    public long? ChunkIndex { get; init; }

    /// <summary>The first page that the passage touches.</summary>
    public long? StartPage { get; init; }

    /// <summary>The last page that the passage touches.</summary>
    public long? EndPage { get; init; }

    /// <summary>The caller's own id for the file.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>The category.</summary>
    public string? Category { get; init; }

    /// <summary>The type of document.</summary>
    public string? DocumentType { get; init; }

    /// <summary>Tags.</summary>
    public MemicStringList Tags { get; init; } = MemicStringList.None;

    /// <summary>The file's MIME type.</summary>
    public string? MimeType { get; init; }

    /// <summary>The passage's length in tokens.</summary>
    public long? TokenCount { get; init; }

    /// <summary>The project's id.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Where on the page the passage stands, as the service tells it.</summary>
    public object? BoundingBoxes { get; init; }

    /// <summary>The file's own values, where the service sends them.</summary>
    public MemicMetadata Metadata { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Content;

    internal static MemicSearchHit From(HitResponse reply) => new()
    {
        Score = reply.Score,
        FileName = reply.FileName ?? SourceName(reply.Source),
        PageNumber = reply.PageNumber,
        Content = reply.Content ?? reply.Text ?? string.Empty,
        FileId = reply.FileId,
        ChunkId = reply.ChunkId,
        ChunkIndex = reply.ChunkIndex,
        StartPage = reply.StartPage,
        EndPage = reply.EndPage,
        ReferenceId = reply.ReferenceId,
        Category = reply.Category,
        DocumentType = reply.DocumentType,
        Tags = MemicStringList.From(reply.Tags),
        MimeType = reply.MimeType,
        TokenCount = reply.TokenCount,
        ProjectId = reply.ProjectId,
        BoundingBoxes = reply.BoundingBoxes is { } boxes ? JsonValues.ToPlain(boxes) : null,
        Metadata = MemicMetadata.From(reply.Metadata),
    };

    private static string? SourceName(JsonElement? source) =>
        source is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("file_name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
}
