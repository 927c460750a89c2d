using System.Globalization;

namespace Memic;

/// <summary>
/// Keeps runs on several machines from synchronizing the same source at the same time. The lock ends by itself soon after its
/// holder is dead, and is renewed as long as the holder works.
/// </summary>
internal sealed class SharedSyncLock(ISharedLocks locks, string name, MemicClient client)
{
    /// <summary>How long after the death of its holder the lock ends.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);

    private readonly string _holder = CreateHolder(client.Time.GetUtcNow());
    private string? _other;

    /// <summary>Does something while nobody else holds the lock.</summary>
    /// <param name="source">The source that is locked, for the error.</param>
    /// <param name="work">What to do; its token is cancelled also if somebody else came to have the lock.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="MemicException"><c>sync_in_progress</c>: somebody else has the lock.</exception>
    public async Task<T> RunAsync<T>(string source, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        if (await TryAcquireAsync(cancellationToken).ConfigureAwait(false) is { } other)
        {
            throw InProgress(source, other);
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var renewal = RenewAsync(end);
        try
        {
            return await work(end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_other is not null && !cancellationToken.IsCancellationRequested)
        {
            throw InProgress(source, _other);
        }
        finally
        {
            end.Cancel();
            await renewal.ConfigureAwait(false);
            await ReleaseAsync().ConfigureAwait(false);
        }
    }

    private static MemicException InProgress(string source, string holder) =>
        new(MemicErrorCodes.SyncInProgress, SyncMessages.InProgress(source, DisplayText.Clean(holder.Split('\n')[0])));

    private static string CreateHolder(DateTimeOffset now)
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return string.Format(CultureInfo.InvariantCulture, "{0}, process {1}, since {2:yyyy-MM-dd HH:mm:ss}Z\n{3:N}", Environment.MachineName, process.Id, now.UtcDateTime, Guid.NewGuid());
    }

    /// <summary>A store that is away keeps nobody from working, as it does not for the limits.</summary>
    private async Task<string?> TryAcquireAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await locks.TryAcquireAsync(name, _holder, Duration).ConfigureAwait(false);
        }
        catch (MemicException e)
        {
            await client.Diagnostics.VerboseAsync(SyncMessages.NoLock(e.Message), cancellationToken).ConfigureAwait(false);
            return null;
        }
    }

    private async Task RenewAsync(CancellationTokenSource end)
    {
        try
        {
            while (_other is null)
            {
                await client.Time.DelayAsync(new(Duration.Ticks / 3), end.Token).ConfigureAwait(false);
                _other = await TryAcquireAsync(end.Token).ConfigureAwait(false);
            }

            end.Cancel();
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The work has ended.
        }
    }

    private async Task ReleaseAsync()
    {
        try
        {
            await locks.ReleaseAsync(name, _holder).ConfigureAwait(false);
        }
        catch (MemicException e)
        {
            // It ends by itself.
            await client.Diagnostics.VerboseAsync(e.Summary, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
