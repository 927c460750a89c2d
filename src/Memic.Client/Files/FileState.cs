namespace Memic;

/// <summary>Where a file stands, whatever word the service uses for it.</summary>
public enum FileState
{
    /// <summary>Neither ready nor failed: also any status that is not known.</summary>
    Processing,

    /// <summary>It can be searched.</summary>
    Ready,

    /// <summary>It could not be processed.</summary>
    Failed,
}
