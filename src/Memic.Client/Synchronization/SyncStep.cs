namespace Memic;

/// <summary>What a plan says about one file of the folder.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="File">The file.</param>
internal sealed record SyncStep(SyncStepKind Kind, FolderEntry File)
{
    /// <summary>The normalized path, by which the file is known to the service.</summary>
    public string Path { get; init; } = File.Path;

    /// <summary>The reference id.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>The version that stays, or that is waited for.</summary>
    public SyncedVersion? Version { get; init; }

    /// <summary>The versions that go once this one is ready.</summary>
    public IReadOnlyList<SyncedVersion> Obsolete { get; init; } = [];

    /// <summary>Why it is skipped or fails.</summary>
    public MemicException? Reason { get; init; }
}
