namespace Memic;

/// <summary>Deletes what the plan says of files that the folder does not have.</summary>
internal sealed class SyncRemover(SyncContext context, Func<string, bool> isUnsent)
{
    public async Task RemoveAsync(SyncRemovals removals, CancellationToken cancellationToken)
    {
        foreach (var record in removals.Unfinished)
        {
            await RemoveAsync(context.Planned(MemicSyncAction.Removed, record, SyncMessages.Unfinished), () => context.DeleteUselessAsync(record, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        foreach (var file in removals.Removed.GroupBy(version => version.Path, StringComparer.Ordinal))
        {
            var versions = file.OrderByDescending(version => version.State == SyncedVersionState.Ready).ToArray();
            var result = context.Planned(MemicSyncAction.Removed, versions[0], SyncMessages.Gone);
            if (versions.Any(version => isUnsent(version.Sha256)))
            {
                await context.Reporter.ReportAsync(context.Planned(MemicSyncAction.Skipped, versions[0], SyncMessages.Moved), cancellationToken).ConfigureAwait(false);
            }
            else if (IsBack(result.Path))
            {
                await context.Reporter.ReportAsync(context.Planned(MemicSyncAction.Skipped, versions[0], SyncMessages.Back), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await RemoveAsync(result, () => DeleteAllAsync(versions, cancellationToken), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task RemoveAsync(MemicSyncResult result, Func<Task<bool>> delete, CancellationToken cancellationToken)
    {
        if (context.Reporter.Fatal is not null || !await context.ConfirmAsync(result, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            if (!await delete().ConfigureAwait(false))
            {
                return;
            }
        }
        catch (MemicException e)
        {
            result = result.Failed(e);
        }

        await context.Reporter.ReportAsync(result, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> DeleteAllAsync(SyncedVersion[] versions, CancellationToken cancellationToken)
    {
        await context.DeleteAsync(versions, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>A first run of many files takes hours: what came back meanwhile must not go.</summary>
    private static bool IsBack(string path)
    {
        var (folder, name) = (Path.GetDirectoryName(path)!, Path.GetFileName(path));

        // By its exact name: where case does not count, the file may have been renamed to another case.
        return File.Exists(path) && new DirectoryInfo(folder).EnumerateFiles().Any(file => file.Name == name);
    }
}
