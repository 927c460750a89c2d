namespace Memic;

/// <summary>
/// Waits until files are ready, many at once and with few requests: a page of the list reports a hundred files. Each is
/// a task of its own, which ends as soon as its outcome is known or its time is over, whatever the others do.
/// </summary>
public sealed class FileStatusPoller : IDisposable
{
    // Once no more files have come for so long, they are looked at, all together: those of a quick service are ready by then.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // How soon a timeout is noticed while the looks themselves have become rare.
    private static readonly TimeSpan MaximumSleep = TimeSpan.FromSeconds(1);

    // A wait of no time at all still gets one look.
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(2);

    private readonly object _lock = new();
    private readonly List<PendingFile> _pending = [];
    private readonly FileStatusReader _reader;
    private readonly TimeProvider _time;
    private readonly MemicProgress _progress;
    private readonly TimeSpan _timeout;
    private readonly CancellationToken _cancellationToken;
    private readonly PollDelay _delay = new();
    private Task _loop = Task.CompletedTask;
    private TaskCompletionSource<bool> _wake = CreateWake();

    // When the newest of the files came that were not looked at yet.
    private long? _newest;

    /// <summary>Creates a poller; nothing is sent yet.</summary>
    /// <param name="client">The client to ask with.</param>
    /// <param name="timeout">How long each file may take, counted from when it was added; beyond that it is <c>wait_timeout</c>.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public FileStatusPoller(MemicClient client, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Validate.NotNegative(timeout, "The timeout");
        (_time, _progress, _timeout, _cancellationToken) = (client.Time, client.Observer.Progress, timeout, cancellationToken);
        _reader = new FileStatusReader(client);
    }

    /// <summary>Gets how long a file may take if nothing else is said: 30 minutes.</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromMinutes(30);

    /// <summary>Gets the polling under way, for whoever has to wait for its end after a cancellation.</summary>
    public Task Completion
    {
        get
        {
            lock (_lock)
            {
                return _loop;
            }
        }
    }

    /// <summary>Waits for a file that was just confirmed.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="MemicException"><c>file_processing_failed</c>, <c>wait_timeout</c>, <c>file_not_found</c>, or another error.</exception>
    public Task<MemicFile> WaitAsync(MemicFile file) => WaitAsync(file, isSeen: true);

    /// <summary>Waits for a file of which nothing is known but its id. It is asked for at once.</summary>
    /// <param name="id">The id of the file.</param>
    /// <param name="path">The path that it was sent from, if that is known.</param>
    /// <exception cref="MemicException"><c>file_processing_failed</c>, <c>wait_timeout</c>, <c>file_not_found</c>, or another error.</exception>
    public async Task<MemicFile> WaitAsync(string id, string? path = null)
    {
        _progress.Expect(0);
        try
        {
            return await WaitUncountedAsync(id, path).ConfigureAwait(false);
        }
        finally
        {
            _progress.Finish();
        }
    }

    /// <summary>Waits for a file that the progress counts already.</summary>
    internal Task<MemicFile> WaitUncountedAsync(string id, string? path) => WaitAsync(new MemicFile { Id = id, Status = "unknown", Path = path }, isSeen: false);

    /// <summary>Releases the poller; its waits must have ended.</summary>
    public void Dispose() => _reader.Dispose();

    private async Task<MemicFile> WaitAsync(MemicFile file, bool isSeen)
    {
        using var pending = new PendingFile(file, isSeen, _timeout, _time, _cancellationToken);
        Track(pending);
        try
        {
            return await pending.Completion.WaitAsync(_timeout > FirstLook ? _timeout : FirstLook, _time, _cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            pending.Expire();
            return await pending.Completion.ConfigureAwait(false);
        }
        finally
        {
            Untrack(pending);
        }
    }

    private void Track(PendingFile file)
    {
        lock (_lock)
        {
            _pending.Add(file);
            if (_newest is null)
            {
                _wake.TrySetResult(true);
            }

            _newest = _time.GetTimestamp();
            _delay.Reset();
            if (_pending.Count == 1)
            {
                var before = _loop;
                _loop = Task.Run(() => PollAsync(before), CancellationToken.None);
            }
        }
    }

    private void Untrack(PendingFile file)
    {
        lock (_lock)
        {
            _pending.Remove(file);
            if (_pending.Count == 0)
            {
                _wake.TrySetResult(true);
            }
        }
    }

    private static TaskCompletionSource<bool> CreateWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Looks at the files until nobody waits any more.</summary>
    private async Task PollAsync(Task before)
    {
        await before.ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken);
        var looks = new List<Task>();
        try
        {
            var looked = _time.GetTimestamp();
            while (TryPlanSleep(_time.GetElapsedTime(looked), out var time, out var wake))
            {
                await SleepAsync(time, wake, end.Token).ConfigureAwait(false);
                var elapsed = _time.GetElapsedTime(looked);
                if (TakeDue(elapsed, out var isEarly) is not { } files)
                {
                    continue;
                }

                looked = _time.GetTimestamp();
                looks.RemoveAll(look => look.IsCompleted);
                if (files.Length > 0)
                {
                    looks.Add(LookAsync(files, isEarly, end.Token));
                }
            }
        }
        catch (OperationCanceledException) when (_cancellationToken.IsCancellationRequested)
        {
            // Every wait ends by the same token.
        }
        finally
        {
            end.Cancel();
            await Task.WhenAll(looks).ConfigureAwait(false);
        }
    }

    /// <summary>Says how long nothing is due, and what ends the sleep before; <see langword="false"/> if nobody waits any more.</summary>
    private bool TryPlanSleep(TimeSpan elapsed, out TimeSpan time, out Task wake)
    {
        lock (_lock)
        {
            _wake = CreateWake();
            (time, wake) = (GetSleepTime(elapsed), _wake.Task);
            return _pending.Count > 0;
        }
    }

    /// <summary>Sleeps until a look may be due, a file comes, or nobody waits any more: who waits for the end of the polling is not to wait for a look that is not needed.</summary>
    private async Task SleepAsync(TimeSpan time, Task wake, CancellationToken cancellationToken)
    {
        var first = await Task.WhenAny(_time.DelayAsync(time, cancellationToken), wake).ConfigureAwait(false);
        await first.ConfigureAwait(false);
    }

    /// <summary>
    /// The files to look at now, none where all are being looked at; <see langword="null"/> if no look is due. A look before
    /// its time, at files that have just come, is no reason to wait longer for the next.
    /// </summary>
    private PendingFile[]? TakeDue(TimeSpan elapsed, out bool isEarly)
    {
        lock (_lock)
        {
            PendingFile[] files = [.. _pending.Where(file => file.IsOpen)];
            isEarly = elapsed < _delay.Next;
            var isDue = !isEarly || UntilPause <= TimeSpan.Zero || files.Any(file => IsLastLook(file, elapsed));
            if (isDue)
            {
                _newest = null;
            }

            return isDue ? files : null;
        }
    }

    private async Task LookAsync(PendingFile[] files, bool isEarly, CancellationToken cancellationToken)
    {
        await _reader.ReadAsync(files, cancellationToken).ConfigureAwait(false);
        if (!isEarly)
        {
            lock (_lock)
            {
                _delay.Adapt(files.Any(file => file.HasMoved));
            }
        }
    }

    /// <summary>How long until no more files seem to come; <see langword="null"/> if each was looked at.</summary>
    private TimeSpan? UntilPause => _newest is { } newest ? Pause - _time.GetElapsedTime(newest) : null;

    private TimeSpan GetSleepTime(TimeSpan elapsed)
    {
        var next = _delay.Next - elapsed;
        var time = UntilPause is { } pause && pause < next ? pause : next;
        return time < TimeSpan.Zero ? TimeSpan.Zero : time < MaximumSleep ? time : MaximumSleep;
    }

    /// <summary>Shortly before the time of a file is over it is looked at once more, though the next look is not due yet.</summary>
    private static bool IsLastLook(PendingFile file, TimeSpan elapsed) => file.Remaining <= MaximumSleep && elapsed >= MaximumSleep;
}
