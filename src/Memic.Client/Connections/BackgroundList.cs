namespace Memic;

/// <summary>
/// Lists something for whoever completes a command line: in the background, at most every half minute, within the rate limit, in one attempt.
/// A list that cannot be had is none: nobody asked for it.
/// </summary>
internal sealed class BackgroundList(Func<CancellationToken, Task> list, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly object _lock = new();
    private Task _current = Task.CompletedTask;
    private long? _begun;

    /// <summary>Lists anew, if that is long ago. The task does not fail.</summary>
    public Task RefreshAsync()
    {
        lock (_lock)
        {
            if (_current.IsCompleted && (_begun is not { } begun || time.GetElapsedTime(begun) >= Lifetime))
            {
                _begun = time.GetTimestamp();
                // Whoever waits does so for a moment only, also where opening the first connection takes its time.
                _current = Task.Run(ListAsync);
            }

            return _current;
        }
    }

    private async Task ListAsync()
    {
        using var timeout = new CancellationTokenSource();
        using var timer = time.CancelAfter(timeout, Timeout);
        try
        {
            await list(timeout.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is MemicException or OperationCanceledException or ObjectDisposedException)
        {
            // Nothing more is known than before.
        }
    }
}
