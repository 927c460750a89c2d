namespace Memic;

/// <summary>How far a version of a file has come.</summary>
internal enum SyncedVersionState
{
    /// <summary>Its content may never have arrived: the run that sent it may have been killed.</summary>
    Unfinished,

    /// <summary>It is being processed.</summary>
    Processing,

    /// <summary>It can be searched.</summary>
    Ready,

    /// <summary>It could not be processed.</summary>
    Failed,
}
