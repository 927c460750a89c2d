namespace Memic;

/// <summary>What a plan says about files that the folder does not have.</summary>
/// <param name="Unfinished">Records that a killed run left: they go in any case.</param>
/// <param name="Removed">Versions of files that the folder no longer has.</param>
/// <param name="Refusal">Why nothing is removed although something should be.</param>
internal sealed record SyncRemovals(IReadOnlyList<SyncedVersion> Unfinished, IReadOnlyList<SyncedVersion> Removed, string? Refusal);
