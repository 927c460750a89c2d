namespace Memic;

/// <summary>What a scan says about a path.</summary>
internal enum FolderEntryKind
{
    /// <summary>A file that takes part, also if it could not be looked at.</summary>
    File,

    /// <summary>A file or a folder, with all that is in it, that is there and does not take part.</summary>
    Excluded,

    /// <summary>A folder that could not be read: nothing is known of what is in it.</summary>
    Unreadable,
}
