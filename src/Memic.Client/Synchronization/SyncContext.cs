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

    /// <summary>
    /// Deletes a version that could not be searched when the list was read. What the run before has sent may have arrived since
    /// then, in the moment in which it was killed: that can be searched, and stays.
    /// </summary>
    /// <returns>Whether it is gone.</returns>
    /// <exception cref="MemicException">The version could not be deleted.</exception>
    public async Task<bool> DeleteUselessAsync(SyncedVersion version, CancellationToken cancellationToken)
    {
        try
        {
            var now = await client.Files.GetStatusAsync(version.Id, cancellationToken).ConfigureAwait(false);
            if (SyncedVersion.StateOf(now) is SyncedVersionState.Ready or SyncedVersionState.Processing)
            {
                return false;
            }
        }
        catch (MemicException e) when (e.Code == MemicErrorCodes.FileNotFound)
        {
            return true;
        }

        await DeleteAsync([version], cancellationToken).ConfigureAwait(false);
        return true;
    }

    public MemicSyncResult Planned(MemicSyncAction action, SyncedVersion version, string? reason) =>
        new(action, System.IO.Path.Combine(options.Path, version.Path.Replace('/', System.IO.Path.DirectorySeparatorChar)), SyncIdentity.ToReferenceId(source, version.Path))
        {
            FileId = version.Id, Size = version.Size < 0 ? null : version.Size, Reason = reason,
        };
}
