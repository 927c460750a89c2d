using System.Collections.Concurrent;

namespace Memic;

/// <summary>
/// Carries out what is planned for one file of the folder. Search never has a gap: the old version goes only when the new one is ready.
/// </summary>
internal sealed class SyncSender(SyncContext context, SyncPlanner planner, string metadataHash, FileStatusPoller poller)
{
    private readonly ConcurrentDictionary<string, string> _unsent = new(StringComparer.Ordinal);

    /// <summary>Whether some file with this content could not be sent: a file that was moved must not go before it has arrived.</summary>
    public bool IsUnsent(string sha256) => _unsent.ContainsKey(sha256);

    /// <summary>Reads the file and decides; does what costs no upload.</summary>
    /// <returns>What is left to do: to send or to wait; <see langword="null"/> if the file is finished.</returns>
    public async Task<PreparedStep?> PrepareAsync(SyncStep step, CancellationToken cancellationToken)
    {
        var isConfirmed = step.Kind != SyncStepKind.Compare;
        if (isConfirmed && !await ConfirmAsync(step, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        FileFingerprint content;
        try
        {
            content = await context.Options.ReadFingerprint(step.File.FullPath, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException or NotSupportedException)
        {
            await FailAsync(step, Unreadable(step, e), cancellationToken).ConfigureAwait(false);
            return null;
        }

        step = planner.Decide(step, content);
        context.Reporter.Progress.ExpectMore((step.Kind is SyncStepKind.Send or SyncStepKind.Replace ? content.Size : 0) - (isConfirmed ? step.File.Size : 0));
        if (step.Kind == SyncStepKind.Keep)
        {
            await KeepAsync(step, cancellationToken).ConfigureAwait(false);
            return null;
        }

        return isConfirmed || await ConfirmAsync(step, cancellationToken).ConfigureAwait(false) ? new(step, content) : null;
    }

    /// <summary>Sends the file, unless a run before this one has.</summary>
    /// <returns>The confirmed file; <see langword="null"/> if that failed.</returns>
    public async Task<MemicFile?> SendAsync(PreparedStep prepared, CancellationToken cancellationToken)
    {
        var (step, content) = (prepared.Step, prepared.Content);
        try
        {
            return await context.Client.Files.UploadAsync(CreateRequest(step, content), cancellationToken).ConfigureAwait(false);
        }
        catch (MemicException e)
        {
            _unsent[content.Sha256] = step.Path;
            await RemoveUselessAsync(step, e, cancellationToken).ConfigureAwait(false);
            await (IsRefusal(e) && !context.Options.Strict ? SkipAsync(step, e, cancellationToken) : FailAsync(step, e, cancellationToken)).ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>Waits until the new version is ready, and only then deletes the old ones.</summary>
    public async Task FinishAsync(PreparedStep prepared, MemicFile? sent, CancellationToken cancellationToken)
    {
        var step = prepared.Step;
        var result = Planned(step, sent?.Id ?? step.Version!.Id);
        try
        {
            await (sent is null ? poller.WaitUncountedAsync(step.Version!.Id, step.File.FullPath) : poller.WaitAsync(sent)).ConfigureAwait(false);
        }
        catch (MemicException e)
        {
            _unsent[prepared.Content.Sha256] = step.Path;
            await RemoveUselessAsync(step, e, cancellationToken).ConfigureAwait(false);
            await ReportAsync(result.Failed(e), cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            await context.DeleteAsync(step.Obsolete, cancellationToken).ConfigureAwait(false);
        }
        catch (MemicException e)
        {
            result = result.Failed(e);
        }

        await ReportAsync(result, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reports a file of which the plan already says that nothing is done about it.</summary>
    public Task LeaveAsync(SyncStep step, CancellationToken cancellationToken)
    {
        context.Reporter.Progress.Expect(0);
        return step.Kind == SyncStepKind.Fail ? FailAsync(step, step.Reason!, cancellationToken) : SkipAsync(step, step.Reason!, cancellationToken);
    }

    private async Task KeepAsync(SyncStep step, CancellationToken cancellationToken)
    {
        foreach (var leftover in step.Obsolete)
        {
            var result = context.Planned(MemicSyncAction.Removed, leftover, SyncMessages.Leftover);
            if (await context.ConfirmAsync(result, cancellationToken).ConfigureAwait(false))
            {
                try
                {
                    await context.DeleteAsync([leftover], cancellationToken).ConfigureAwait(false);
                }
                catch (MemicException e)
                {
                    result = result.Failed(e);
                }

                await context.Reporter.ReportAsync(result, cancellationToken).ConfigureAwait(false);
            }
        }

        await ReportAsync(new(MemicSyncAction.Unchanged, step.File.FullPath, step.ReferenceId) { FileId = step.Version!.Id, Size = step.File.Size }, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> ConfirmAsync(SyncStep step, CancellationToken cancellationToken)
    {
        var isConfirmed = await context.ConfirmAsync(Planned(step), cancellationToken).ConfigureAwait(false);
        if (!isConfirmed)
        {
            context.Reporter.Progress.Finish();
        }

        return isConfirmed;
    }

    private FileUploadRequest CreateRequest(SyncStep step, FileFingerprint content) => new()
    {
        Path = step.File.FullPath,
        ReferenceId = step.ReferenceId,
        Metadata = new SyncMarker(context.Source, step.Path, content.Sha256, content.Size, metadataHash).ToMetadata(context.Options.Metadata),
        ExpectedSha256 = content.Sha256,
    };

    /// <summary>
    /// Deletes what is of no use to anybody, so that it does not pile up: the record whose content did not arrive, and what earlier
    /// runs left. Where that fails as well, the next run does it.
    /// </summary>
    private async Task RemoveUselessAsync(SyncStep step, MemicException error, CancellationToken cancellationToken)
    {
        try
        {
            if (error.FileId is { } id && error.Code is MemicErrorCodes.FileChanged or MemicErrorCodes.FileUnreadable or MemicErrorCodes.UploadInterrupted or MemicErrorCodes.StorageRejected)
            {
                await context.Client.Files.DeleteAsync(id, cancellationToken).ConfigureAwait(false);
            }

            foreach (var version in error.Error.IsTerminating ? [] : step.Obsolete.Where(IsUseless))
            {
                await context.DeleteUselessAsync(version, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (MemicException e)
        {
            await context.Client.Diagnostics.VerboseAsync(e.Summary, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task SkipAsync(SyncStep step, MemicException reason, CancellationToken cancellationToken) =>
        ReportAsync(new(MemicSyncAction.Skipped, step.File.FullPath, step.ReferenceId) { Size = step.File.Size, Error = reason }, cancellationToken);

    private Task FailAsync(SyncStep step, MemicException error, CancellationToken cancellationToken) => ReportAsync(Planned(step).Failed(error), cancellationToken);

    private async Task ReportAsync(MemicSyncResult result, CancellationToken cancellationToken)
    {
        context.Reporter.Progress.Finish();
        await context.Reporter.ReportAsync(result, cancellationToken).ConfigureAwait(false);
    }

    private static MemicSyncResult Planned(SyncStep step, string? fileId = null) =>
        new(step.Obsolete.Any(version => !IsUseless(version)) ? MemicSyncAction.Replaced : MemicSyncAction.Sent, step.File.FullPath, step.ReferenceId) { FileId = fileId, Size = step.File.Size };

    private static bool IsUseless(SyncedVersion version) => version.State is SyncedVersionState.Failed or SyncedVersionState.Unfinished;

    private static bool IsRefusal(MemicException e) => e.Code is MemicErrorCodes.InvalidFileType or MemicErrorCodes.FileTooLarge or MemicErrorCodes.FileEmpty;

    private static MemicException Unreadable(SyncStep step, Exception cause) => cause is FileNotFoundException or DirectoryNotFoundException
        ? new(MemicErrorCodes.PathNotFound, Messages.PathNotFound(step.File.FullPath), cause)
        : new(MemicErrorCodes.FileUnreadable, Messages.Unreadable(step.File.Path, cause.Message), cause);
}
