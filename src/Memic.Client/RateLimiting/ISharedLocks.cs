namespace Memic;

/// <summary>Locks that several machines share, where the user names a store that all of them reach.</summary>
internal interface ISharedLocks
{
    /// <summary>Takes a lock for so long, or makes one that is held by the same holder last so much longer.</summary>
    /// <param name="name">What is locked.</param>
    /// <param name="holder">Who takes it: different for each run, and readable in its first line.</param>
    /// <param name="duration">After how long the lock ends by itself, so that who dies leaves none behind.</param>
    /// <returns><see langword="null"/> if this holder has the lock now; otherwise who has it.</returns>
    /// <exception cref="MemicException">The store cannot be reached.</exception>
    Task<string?> TryAcquireAsync(string name, string holder, TimeSpan duration);

    /// <summary>Gives the lock back if this holder has it.</summary>
    /// <exception cref="MemicException">The store cannot be reached.</exception>
    Task ReleaseAsync(string name, string holder);
}
