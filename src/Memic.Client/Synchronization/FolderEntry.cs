namespace Memic;

/// <summary>Something that a scan of a folder met.</summary>
/// <param name="Kind">What is known of it.</param>
/// <param name="Path">The path below the folder, as the file system spells it, with <c>/</c>; empty for the folder itself.</param>
/// <param name="FullPath">The full path on the file system.</param>
internal sealed record FolderEntry(FolderEntryKind Kind, string Path, string FullPath)
{
    /// <summary>The size of a file; of its target for a link.</summary>
    public long Size { get; init; }

    /// <summary>Whether it is a folder.</summary>
    public bool IsFolder { get; init; }

    /// <summary>Why it could not be looked at.</summary>
    public Exception? Error { get; init; }

    /// <summary>Whether a pattern of the user's asks for this type of file.</summary>
    public bool IsTypeNamed { get; init; }
}
