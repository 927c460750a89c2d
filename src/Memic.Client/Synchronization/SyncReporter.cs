namespace Memic;

/// <summary>Counts what became of the files, and reports it as it happens.</summary>
internal sealed class SyncReporter(MemicClient client, FolderSyncOptions options, Func<MemicSyncResult, CancellationToken, Task> report)
{
    private readonly Dictionary<MemicSyncAction, int> _counts = [];
    private readonly long _since = client.Time.GetTimestamp();
    private long _bytes;
    private volatile MemicException? _fatal;

    /// <summary>Gets the error that no other file could avoid, such as a key that is refused; after it nothing more begins.</summary>
    public MemicException? Fatal => _fatal;

    public MemicUnfinishedFiles NotBegun { get; } = new();

    public MemicProgress Progress => client.Observer.Progress;

    public async Task ReportAsync(MemicSyncResult result, CancellationToken cancellationToken)
    {
        lock (_counts)
        {
            _counts[result.Action] = _counts.TryGetValue(result.Action, out var count) ? count + 1 : 1;
        }

        if (result.Error is { Error.IsTerminating: true } error && result.Action == MemicSyncAction.Failed)
        {
            _fatal ??= error;
        }

        if (result.Action is MemicSyncAction.Sent or MemicSyncAction.Replaced)
        {
            Interlocked.Add(ref _bytes, result.Size ?? 0);
        }

        if (options.All || result.Action is not (MemicSyncAction.Unchanged or MemicSyncAction.Skipped))
        {
            await report(result, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the count, in verbose and in the progress.</summary>
    public async Task<MemicSyncSummary> SummarizeAsync(string source, CancellationToken cancellationToken)
    {
        var summary = new MemicSyncSummary(source, _counts, Interlocked.Read(ref _bytes), client.Time.GetElapsedTime(_since), NotBegun.Count);
        Progress.Summary = summary.ToString();
        await client.Diagnostics.VerboseAsync(summary.ToString(), cancellationToken).ConfigureAwait(false);
        return summary;
    }
}
