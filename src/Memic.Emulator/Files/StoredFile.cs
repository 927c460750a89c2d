using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Memic.Emulator;

/// <summary>A file of the emulator.</summary>
public sealed class StoredFile
{
    private readonly Lock _lock = new();
    private ExtractedText? _text;

    /// <summary>Gets the id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Gets the organization, project and environment that it belongs to.</summary>
    public required ApiKeyScope Scope { get; init; }

    /// <summary>Gets the name from the init request.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the size from the init request.</summary>
    public required long Size { get; init; }

    /// <summary>Gets the MIME type from the init request.</summary>
    public required string MimeType { get; init; }

    /// <summary>Gets the reference id.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>Gets the metadata.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>Gets the id of the folder.</summary>
    public required Guid FolderId { get; init; }

    /// <summary>Gets the name of the folder.</summary>
    public string FolderName { get; init; } = "Default";

    /// <summary>Gets the time of the init request.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets the time of the confirmation.</summary>
    [JsonInclude]
    public DateTimeOffset? ConfirmedAt { get; internal set; }

    /// <summary>Gets the time from the confirmation until the file is ready.</summary>
    [JsonInclude]
    public TimeSpan ProcessingTime { get; internal set; }

    /// <summary>Gets the status that overrides the normal processing.</summary>
    [JsonInclude]
    public string? StatusOverride { get; internal set; }

    /// <summary>Gets the reason of a failure that was set with the status.</summary>
    [JsonInclude]
    public string? ErrorMessage { get; internal set; }

    /// <summary>Gets the number of chunks to report instead of the actual one.</summary>
    public int? TotalChunksOverride { get; init; }

    /// <summary>Gets the content that storage received.</summary>
    [JsonInclude]
    public StoredContent? Content { get; internal set; }

    [JsonInclude]
    internal DateTimeOffset ChangedAt { get; set; }

    /// <summary>Gets the statuses that it had before it was last changed.</summary>
    [JsonIgnore]
    internal List<FileStatusChange> PastStatuses { get; } = [];

    /// <summary>Orders files that were created at the same time.</summary>
    [JsonInclude]
    internal long Sequence { get; init; }

    /// <summary>Gets the extracted text. It is extracted at first use, and then the bytes are released.</summary>
    [JsonIgnore]
    internal ExtractedText Text
    {
        get
        {
            lock (_lock)
            {
                if (_text is null)
                {
                    _text = TextExtractor.Extract(this);
                    Content?.Release();
                }

                return _text;
            }
        }
    }
}
