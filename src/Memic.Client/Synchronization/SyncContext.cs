namespace Memic;

/// <summary>What the parts of one synchronization share.</summary>
internal sealed class SyncContext(
    MemicClient client,
    FolderSyncOptions options,
    string source,
    SyncReporter reporter,
    Func<MemicSyncResult, CancellationToken, Task<bool>> confirm)
{
    public MemicClient Client => client;

    public FolderSyncOptions Options => options;

    public string Source => source;

    public SyncReporter Reporter => reporter;

    /// <summary>Asks whether something may be done; the answer may take as long as a person takes.</summary>
    public Task<bool> ConfirmAsync(MemicSyncResult planned, CancellationToken cancellationToken) => confirm(planned, cancellationToken);

    /// <summary>Deletes versions; one that is already gone is no failure.</summary>
    /// <exception cref="MemicException">A version could not be deleted.</exception>
    public async Task DeleteAsync(IEnumerable<SyncedVersion> versions, CancellationToken cancellationToken)
    {
        foreach (var version in versions)
        {
            try
            {
                await client.Files.DeleteAsync(version.Id, cancellationToken).ConfigureAwait(false);
            }
            catch (MemicException e) when (e.Code == MemicErrorCodes.FileNotFound)
            {
                await client.Diagnostics.VerboseAsync(e.Summary, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public MemicSyncResult Planned(MemicSyncAction action, SyncedVersion version, string? reason) =>
        new(action, System.IO.Path.Combine(options.Path, version.Path.Replace('/', System.IO.Path.DirectorySeparatorChar)), SyncIdentity.ToReferenceId(source, version.Path))
        {
            FileId = version.Id, Size = version.Size < 0 ? null : version.Size, Reason = reason,
        };
}
