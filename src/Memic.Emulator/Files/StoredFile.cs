using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Memic.Emulator;

/// <summary>A file that the emulator knows.</summary>
public sealed class StoredFile
{
    private readonly Lock gate = new();
    private FileText? text;

    /// <summary>The id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Organization, project and environment that it belongs to.</summary>
    public required KeyBinding Scope { get; init; }

    /// <summary>The name, as announced.</summary>
    public required string Name { get; init; }

    /// <summary>The size, as announced.</summary>
    public required long Size { get; init; }

    /// <summary>The MIME type, as announced.</summary>
    public required string MimeType { get; init; }

    /// <summary>The sender's own reference.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>The sender's metadata.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>The folder's id.</summary>
    public required Guid FolderId { get; init; }

    /// <summary>The folder's name.</summary>
    public string FolderName { get; init; } = "Default";

    /// <summary>When it was announced.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its upload was confirmed.</summary>
    [JsonInclude]
    public DateTimeOffset? ConfirmedAt { get; internal set; }

    /// <summary>How long it takes from then on to become ready.</summary>
    [JsonInclude]
    public TimeSpan ProcessingTime { get; internal set; }

    /// <summary>A status that overrides the lifecycle.</summary>
    [JsonInclude]
    public string? FixedStatus { get; internal set; }

    /// <summary>Why it failed, if a status was set by hand.</summary>
    [JsonInclude]
    public string? ErrorMessage { get; internal set; }

    /// <summary>A number of chunks to report instead of the true one.</summary>
    public int? FixedChunks { get; init; }

    /// <summary>What storage received, if anything.</summary>
    [JsonInclude]
    public StoredContent? Content { get; internal set; }

    [JsonInclude]
    internal DateTimeOffset ChangedAt { get; set; }

    /// <summary>Breaks ties between files announced at the same instant.</summary>
    [JsonInclude]
    internal long Order { get; init; }

    /// <summary>The text that was found in it. Read when first needed; then the bytes are let go.</summary>
    [JsonIgnore]
    internal FileText Text
    {
        get
        {
            lock (gate)
            {
                if (text is null)
                {
                    text = TextReading.Read(this);
                    Content?.Release();
                }

                return text;
            }
        }
    }
}
