namespace Memic;

/// <summary>What became of a file in a synchronization.</summary>
public enum MemicSyncAction
{
    /// <summary>It was sent, and can be searched.</summary>
    Sent,

    /// <summary>It was sent, can be searched, and the version before it was deleted.</summary>
    Replaced,

    /// <summary>It was deleted from Memic.</summary>
    Removed,

    /// <summary>Memic holds it as it is.</summary>
    Unchanged,

    /// <summary>It was left out, for the reason given.</summary>
    Skipped,

    /// <summary>It could not be sent, processed or removed, for the reason given.</summary>
    Failed,
}
