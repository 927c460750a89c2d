namespace Memic;

/// <summary>One record that the service holds of a synchronized file: only what is needed, because there may be 100,000 of them.</summary>
internal sealed class SyncedVersion
{
    // Far beyond what any file takes: the service has lost it, and a run each night would wait for it in vain for ever.
    private static readonly TimeSpan Stalled = TimeSpan.FromDays(3);

    private static readonly string[] Unfinished = ["uploading", "upload_failed", "pending"];

    private SyncedVersion(string id, SyncMarker marker, SyncedVersionState state, DateTime createdAt) =>
        (Id, Path, Sha256, Size, MetadataHash, State, CreatedAt) = (id, marker.Path, marker.Sha256, marker.Size, marker.MetadataHash, state, createdAt);

    public string Id { get; }

    public string Path { get; }

    public string Sha256 { get; }

    public long Size { get; }

    public string MetadataHash { get; }

    public SyncedVersionState State { get; }

    public DateTime CreatedAt { get; }

    public static SyncedVersion From(MemicFile file, SyncMarker marker, DateTimeOffset now)
    {
        var state = StateOf(file);
        state = state == SyncedVersionState.Processing && file.CreatedAt < now.UtcDateTime - Stalled ? SyncedVersionState.Failed : state;
        return new(file.Id, marker, state, file.CreatedAt ?? DateTime.MinValue);
    }

    public bool Matches(string sha256, long size, string metadataHash) => Sha256 == sha256 && MayMatch(size, metadataHash);

    public bool MayMatch(long size, string metadataHash) => Size == size && MetadataHash == metadataHash && Sha256.Length > 0;

    /// <summary>"pending" may also mean that the content never arrived: such a record is sent again rather than waited for in vain.</summary>
    public static SyncedVersionState StateOf(MemicFile file) =>
        file.IsReady ? SyncedVersionState.Ready
        : Unfinished.Contains(file.Status, StringComparer.OrdinalIgnoreCase) ? SyncedVersionState.Unfinished
        : file.IsFailed ? SyncedVersionState.Failed
        : SyncedVersionState.Processing;
}
