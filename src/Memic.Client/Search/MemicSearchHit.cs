using System.Text.Json;

namespace Memic;

/// <summary>A passage that matches a query.</summary>
public sealed record MemicSearchHit
{
    /// <summary>Gets the score: 0 to 1.</summary>
    public double? Score { get; init; }

    /// <summary>Gets the file's name.</summary>
    public string? FileName { get; init; }

    /// <summary>Gets the page, from 1, where the file has pages.</summary>
    public long? PageNumber { get; init; }

    /// <summary>Gets the passage.</summary>
    public string Content { get; init; } = string.Empty;

    /// <summary>Gets the file's id.</summary>
    public string? FileId { get; init; }

    /// <summary>Gets the passage's id.</summary>
    public string? ChunkId { get; init; }

    /// <summary>Gets the position of the passage in the file, from 0.</summary>
    public long? ChunkIndex { get; init; }

    /// <summary>Gets the first page that the passage touches.</summary>
    public long? StartPage { get; init; }

    /// <summary>Gets the last page that the passage touches.</summary>
    public long? EndPage { get; init; }

    /// <summary>Gets the caller's own id for the file.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>Gets the category.</summary>
    public string? Category { get; init; }

    /// <summary>Gets the type of document.</summary>
    public string? DocumentType { get; init; }

    /// <summary>Gets the tags.</summary>
    public MemicStringList Tags { get; init; } = MemicStringList.None;

    /// <summary>Gets the file's MIME type.</summary>
    public string? MimeType { get; init; }

    /// <summary>Gets the passage's length in tokens.</summary>
    public long? TokenCount { get; init; }

    /// <summary>Gets the project's id.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Gets the position of the passage on the page, as the service reports it.</summary>
    public object? BoundingBoxes { get; init; }

    /// <summary>Gets the values of the file, where the service sends them.</summary>
    public MemicMetadata Metadata { get; init; } = [];

    /// <summary>Gets the name of the connection that the object came from.</summary>
    public string? ConnectionName { get; init; }

    /// <summary>Gets the id of the environment that the object came from; <see langword="null"/> where it is not known.</summary>
    public string? EnvironmentId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => DisplayText.CleanLines(Content);

    internal static MemicSearchHit From(HitResponse reply, MemicConnection connection) => new()
    {
        ConnectionName = connection.Name,
        EnvironmentId = connection.Context?.EnvironmentId,
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
