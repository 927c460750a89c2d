namespace Memic;

/// <summary>What became of a question between two runs.</summary>
public enum MemicSearchChangeKind
{
    /// <summary>It passed, and fails now.</summary>
    Lost,

    /// <summary>It failed, and passes now.</summary>
    Won,

    /// <summary>It passes or fails as before, but the first expected file has another rank, or something else is missing.</summary>
    Moved,

    /// <summary>Only the newer run has it.</summary>
    Added,

    /// <summary>Only the earlier run has it.</summary>
    Removed,
}
