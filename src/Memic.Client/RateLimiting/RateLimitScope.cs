namespace Memic;

/// <summary>Specifies who shares the count of a key's requests.</summary>
public enum RateLimitScope
{
    /// <summary>All connections of one process.</summary>
    Process,

    /// <summary>All processes of a user on one machine.</summary>
    Machine,

    /// <summary>Processes on several machines, through a store that they share.</summary>
    Fleet,
}
