namespace Memic;

/// <summary>The state of a file, whatever word the service uses for it.</summary>
public enum FileState
{
    /// <summary>A record whose content has not arrived: somebody is sending it, or stopped while doing so. It is not a file that is there.</summary>
    Incomplete,

    /// <summary>Neither ready nor failed: also any status that is not known.</summary>
    Processing,

    /// <summary>The file can be searched.</summary>
    Ready,

    /// <summary>The service could not process the file.</summary>
    Failed,
}
