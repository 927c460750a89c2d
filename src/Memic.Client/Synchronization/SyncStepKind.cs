namespace Memic;

/// <summary>What a synchronization does about a file.</summary>
internal enum SyncStepKind
{
    /// <summary>Its size and metadata are those of a version that the service holds: the hash of its content decides.</summary>
    Compare,

    /// <summary>Send it; there is no other version that can be searched.</summary>
    Send,

    /// <summary>Send it, wait until it is ready, then delete the version that can be searched so far.</summary>
    Replace,

    /// <summary>A run that was killed has sent it: wait until it is ready.</summary>
    Await,

    /// <summary>Nothing: the service holds it.</summary>
    Keep,

    /// <summary>Nothing: the service would refuse it.</summary>
    Skip,

    /// <summary>Nothing: it cannot be sent.</summary>
    Fail,
}
