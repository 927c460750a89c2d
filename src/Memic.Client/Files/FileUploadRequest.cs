using System.Text.Json;

namespace Memic;

/// <summary>A local file to upload and what to tell the service of it.</summary>
public sealed class FileUploadRequest
{
    /// <summary>Gets or sets the full path in the file system.</summary>
    public required string Path { get; set; }

    /// <summary>Gets or sets the caller's own id, up to 255 characters; searches can filter by it.</summary>
    public string? ReferenceId { get; set; }

    /// <summary>Gets or sets the caller's own values: text, numbers, booleans, dates, lists and dictionaries. They are read when the upload is given to the client.</summary>
    public System.Collections.IDictionary? Metadata { get; set; }

    /// <summary>Gets or sets the id of the folder; by default the environment's default folder.</summary>
    public string? FolderId { get; set; }

    /// <summary>Gets or sets the MIME type; by default by the extension.</summary>
    public string? MimeType { get; set; }

    /// <summary>The SHA-256 that the content must have, in hexadecimal digits; not checked if not given.</summary>
    internal string? ExpectedSha256 { get; set; }

    /// <summary>Gets the leaf of the path: 1 to 500 characters.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Gets how the file is opened; another way is for what no file on a disk does.</summary>
    internal Func<string, FileStream> OpenRead { get; init; } = static path =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <summary>The metadata as JSON, once the request was captured.</summary>
    internal JsonElement? MetadataJson { get; private set; }

    /// <summary>Returns a copy that later changes of the caller's objects do not reach: a script may use one table for file after file.</summary>
    /// <exception cref="MemicException"><c>invalid_input</c>: the metadata cannot be sent.</exception>
    internal FileUploadRequest Capture() => new()
    {
        Path = Path,
        ReferenceId = ReferenceId,
        FolderId = FolderId,
        MimeType = MimeType,
        OpenRead = OpenRead,
        ExpectedSha256 = ExpectedSha256,
        MetadataJson = Metadata is null ? MetadataJson : JsonValueWriter.ToElement(Metadata),
    };
}
