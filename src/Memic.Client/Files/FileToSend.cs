namespace Memic;

/// <summary>A local file and what to tell the service of it.</summary>
public sealed class FileToSend
{
    /// <summary>The full path on the file system.</summary>
    public required string Path { get; set; }

    /// <summary>The caller's own id, up to 255 characters; can be searched by.</summary>
    public string? ReferenceId { get; set; }

    /// <summary>The caller's own values: text, numbers, booleans, dates, lists and dictionaries.</summary>
    public System.Collections.IDictionary? Metadata { get; set; }

    /// <summary>The folder; the environment's default folder if not given.</summary>
    public string? FolderId { get; set; }

    /// <summary>The MIME type; by the extension if not given.</summary>
    public string? MimeType { get; set; }

    /// <summary>The leaf of the path: 1 to 500 characters.</summary>
    public string Name => System.IO.Path.GetFileName(Path);
}
