using System.Threading.Channels;

namespace Memic;

/// <summary>
/// Makes the environment hold what a folder holds. Files are found, read, sent and waited for at the same time, so that
/// sending never waits for anything but the rate limit.
/// </summary>
public sealed class FolderSynchronizer
{
    // A few at a time: more than that makes a disk slower and not faster.
    private const int Readers = 4;

    private readonly MemicClient _client;
    private readonly FolderSyncOptions _options;
    private readonly Func<MemicSyncResult, CancellationToken, Task<bool>> _confirm;
    private readonly SyncReporter _reporter;

    /// <summary>Creates a synchronizer; nothing is read or sent yet.</summary>
    /// <param name="client">The client to use.</param>
    /// <param name="options">What is kept in step with what.</param>
    /// <param name="confirm">Returns whether a file may be sent, replaced or removed, before anything is sent about it.</param>
    /// <param name="report">Receives what became of a file, as it finishes. The task completes when there is room for more.</param>
    public FolderSynchronizer(
        MemicClient client,
        FolderSyncOptions options,
        Func<MemicSyncResult, CancellationToken, Task<bool>> confirm,
        Func<MemicSyncResult, CancellationToken, Task> report)
    {
        (_client, _options, _confirm) = (client, options, confirm);
        _reporter = new SyncReporter(client, options, report);
    }

    /// <summary>Gets the files that were not begun because of an error that ended the run.</summary>
    public MemicUnfinishedFiles NotBegun => _reporter.NotBegun;

    /// <summary>Returns the source that a synchronization is about.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="MemicException"><c>invalid_input</c>: it has a name that cannot be a source.</exception>
    public static string GetSource(FolderSyncOptions options) =>
        options.Source is null ? SyncSource.FromFolder(options.Path) : SyncSource.Validate(options.Source);

    /// <summary>Synchronizes the folder once.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>What was done, in numbers.</returns>
    /// <exception cref="MemicException">
    /// Before anything is sent: <c>path_not_found</c>, <c>not_a_file</c>, <c>file_unreadable</c>, <c>invalid_input</c>,
    /// <c>sync_in_progress</c>, <c>delete_refused</c> if more than half would be deleted, or an error of the list. After everything
    /// else is done: <c>delete_refused</c>, or an error that no other file could avoid.
    /// </exception>
    public async Task<MemicSyncSummary> RunAsync(CancellationToken cancellationToken)
    {
        SyncFolder.Check(_options.Path);
        var source = GetSource(_options);
        var filter = new SyncFilter(_options.Include, _options.Exclude);
        var metadataHash = SyncMarker.HashOf(_options.Metadata);

        // Two runs are the same to each other if they send the same source with the same key.
        var identity = $"{_client.Connection.BaseUri} {_client.Connection.KeyFingerprint} {source}";
        using var runLock = await LockAsync(source, identity, cancellationToken).ConfigureAwait(false);
        return (_options.SharedLocks ?? _client.Connection.RateLimiter.SharedLocks) is not { } shared
            ? await SynchronizeAsync(source, filter, metadataHash, cancellationToken).ConfigureAwait(false)
            : await new SharedSyncLock(shared, SyncLock.NameOf(identity), _client)
                .RunAsync(source, token => SynchronizeAsync(source, filter, metadataHash, token), cancellationToken).ConfigureAwait(false);
    }

    private async Task<MemicSyncSummary> SynchronizeAsync(string source, SyncFilter filter, string metadataHash, CancellationToken cancellationToken)
    {
        var manifest = await new SyncManifestReader(_client, source)
            .ReadAsync(_options.Delete ? MemicErrorCodes.DeleteRefused : MemicErrorCodes.InvalidResponse, cancellationToken).ConfigureAwait(false);
        var planner = new SyncPlanner(manifest, new() { MetadataHash = metadataHash, Delete = _options.Delete, Force = _options.Force, Strict = _options.Strict });
        var context = new SyncContext(_client, _options, source, _reporter, _confirm);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var poller = new FileStatusPoller(_client, _options.Timeout, stop.Token);
        var sender = new SyncSender(context, planner, metadataHash, poller);
        string? refusal;
        try
        {
            refusal = await SendAllAsync(new FolderScanner(_options.Path, filter), planner, sender, stop).ConfigureAwait(false);
        }
        finally
        {
            stop.Cancel();
            await poller.Completion.ConfigureAwait(false);
        }

        if (_reporter.Fatal is null && refusal is null)
        {
            var removals = planner.Finish();
            await new SyncRemover(context, sender.IsUnsent).RemoveAsync(removals, cancellationToken).ConfigureAwait(false);
            refusal = removals.Refusal;
        }

        var summary = await _reporter.SummarizeAsync(source, cancellationToken).ConfigureAwait(false);
        return _reporter.Fatal is { } fatal ? throw fatal
            : refusal is not null ? throw new MemicException(MemicErrorCodes.DeleteRefused, refusal)
            : summary;
    }

    private async Task<IDisposable?> LockAsync(string source, string identity, CancellationToken cancellationToken)
    {
        try
        {
            return SyncLock.TryAcquire(_options.LockFolder, identity, _client.Time.GetUtcNow())
                ?? throw new MemicException(MemicErrorCodes.SyncInProgress, SyncMessages.InProgress(source, SyncLock.ReadHolder(_options.LockFolder, identity)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await _client.Diagnostics.VerboseAsync(SyncMessages.NoLock(e.Message), cancellationToken).ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>Does everything about the files of the folder; or nothing, and returns why.</summary>
    private async Task<string?> SendAllAsync(FolderScanner scanner, SyncPlanner planner, SyncSender sender, CancellationTokenSource stop)
    {
        var token = stop.Token;

        // The scan runs ahead, so that the progress knows the whole; reading keeps just ahead of sending.
        var found = Channel.CreateUnbounded<SyncStep>(new UnboundedChannelOptions { SingleWriter = true });
        var prepared = Channel.CreateBounded<PreparedStep>(_options.ThrottleLimit);
        var finishing = new TaskSet();

        var scan = RunAsync(() => ScanAsync(scanner, planner, sender, found.Writer, token));
        if (_options.Delete)
        {
            // Whether the folder may be believed shows only when all of it is known.
            await scan.ConfigureAwait(false);
            if (planner.FindRefusal() is { } refusal)
            {
                return refusal;
            }
        }

        var readers = Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => RunAsync(() => PrepareAsync(sender, found.Reader, prepared.Writer, token))));
        var senders = Enumerable.Range(0, _options.ThrottleLimit).Select(_ => RunAsync(() => SendAsync(sender, prepared.Reader, finishing, token)));
        try
        {
            await Task.WhenAll([scan, CompleteAsync(readers, prepared.Writer), .. senders]).ConfigureAwait(false);
        }
        finally
        {
            // After a failure too: nothing goes on when the run has ended. The failure is the one that counts.
            await Task.WhenAny(finishing.WhenAllAsync()).ConfigureAwait(false);
        }

        await finishing.WhenAllAsync().ConfigureAwait(false);
        return null;

        // A failure that is nobody's in particular must not leave the other stages waiting for each other.
        async Task RunAsync(Func<Task> stage)
        {
            try
            {
                await Task.Run(stage, CancellationToken.None).ConfigureAwait(false);
            }
            catch
            {
                stop.Cancel();
                throw;
            }
        }
    }

    private async Task ScanAsync(FolderScanner scanner, SyncPlanner planner, SyncSender sender, ChannelWriter<SyncStep> found, CancellationToken cancellationToken)
    {
        _reporter.Progress.BeginCounting();
        try
        {
            foreach (var entry in scanner.Scan(cancellationToken))
            {
                if (planner.Add(entry) is not { } step)
                {
                    continue;
                }

                if (step.Kind is SyncStepKind.Skip or SyncStepKind.Fail)
                {
                    await sender.LeaveAsync(step, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    _reporter.Progress.Expect(step.Kind == SyncStepKind.Compare ? 0 : step.File.Size);
                    await found.WriteAsync(step, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _reporter.Progress.EndCounting();
            found.Complete();
        }
    }

    private async Task PrepareAsync(SyncSender sender, ChannelReader<SyncStep> found, ChannelWriter<PreparedStep> prepared, CancellationToken cancellationToken)
    {
        while (await found.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (found.TryRead(out var step))
            {
                if (_reporter.Fatal is not null)
                {
                    _reporter.NotBegun.Add(step.File.FullPath);
                }
                else if (await sender.PrepareAsync(step, cancellationToken).ConfigureAwait(false) is { } ready)
                {
                    await prepared.WriteAsync(ready, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task SendAsync(SyncSender sender, ChannelReader<PreparedStep> prepared, TaskSet finishing, CancellationToken cancellationToken)
    {
        while (await prepared.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (prepared.TryRead(out var step))
            {
                if (_reporter.Fatal is not null)
                {
                    _reporter.NotBegun.Add(step.Step.File.FullPath);
                }
                else if (step.Step.Kind == SyncStepKind.Await)
                {
                    finishing.Add(sender.FinishAsync(step, sent: null, cancellationToken));
                }
                else if (await sender.SendAsync(step, cancellationToken).ConfigureAwait(false) is { } file)
                {
                    finishing.Add(sender.FinishAsync(step, file, cancellationToken));
                }
            }
        }
    }

    private static async Task CompleteAsync(Task work, ChannelWriter<PreparedStep> writer)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        finally
        {
            writer.Complete();
        }
    }
}
