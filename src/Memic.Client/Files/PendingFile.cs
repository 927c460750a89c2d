namespace Memic;

/// <summary>A file that somebody waits for, and what is known of it so far. The id that was asked for is its key.</summary>
internal sealed class PendingFile : IDisposable
{
    private readonly TaskCompletionSource<MemicFile> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _end;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly long _since;
    private volatile MemicFile _file;
    private volatile MemicException? _outage;
    private volatile bool _isReading;

    public PendingFile(MemicFile file, bool isSeen, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        (_file, IsSeen, _timeout, _time) = (file, isSeen, timeout, time);
        _since = time.GetTimestamp();
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Token = _end.Token;
    }

    public string Id => _file.Id;

    /// <summary>Gets the outcome: the file once it is ready, or its error.</summary>
    public Task<MemicFile> Completion => _completion.Task;

    /// <summary>Gets a token that is cancelled when nobody waits for the file any more.</summary>
    public CancellationToken Token { get; }

    /// <summary>Gets whether the service was asked for the file yet.</summary>
    public bool IsSeen { get; private set; }

    /// <summary>Gets or sets whether its status is being read.</summary>
    public bool IsReading
    {
        get => _isReading;
        set => _isReading = value;
    }

    /// <summary>Gets whether its status may be read. Whoever waits takes the outcome a little after it is known: until then nobody is to ask again.</summary>
    public bool IsOpen => !_isReading && !_completion.Task.IsCompleted;

    /// <summary>Gets whether the last look found another status than the one before.</summary>
    public bool HasMoved { get; private set; }

    public TimeSpan Remaining => _timeout - _time.GetElapsedTime(_since);

    /// <summary>Takes what the list or the status reports of the file.</summary>
    public void See(MemicFile seen)
    {
        HasMoved = IsSeen && seen.Status != _file.Status;
        IsSeen = true;
        _outage = null;

        // The list and the status each report what the other leaves out.
        var file = seen with
        {
            Id = _file.Id,
            Path = _file.Path,
            Name = seen.Name ?? _file.Name,
            Size = seen.Size ?? _file.Size,
            MimeType = seen.MimeType ?? _file.MimeType,
            ReferenceId = seen.ReferenceId ?? _file.ReferenceId,
            ProjectId = seen.ProjectId ?? _file.ProjectId,
        };
        _file = file;
        if (file.IsReady)
        {
            _completion.TrySetResult(file);
        }
        else if (file.IsFailed)
        {
            _completion.TrySetException(new MemicException(MemicErrorCodes.FileProcessingFailed, Messages.ProcessingFailed(file.ToString(), file.Status, file.ErrorMessage)) { FileId = file.Id });
        }
        else if (Remaining <= TimeSpan.Zero)
        {
            Expire();
        }
    }

    /// <summary>Takes a failure to read the status. An outage of the service is waited out as long as there is time.</summary>
    public void Fail(MemicException error)
    {
        IsSeen = true;
        HasMoved = false;
        if (!error.IsTransient || Remaining <= TimeSpan.Zero)
        {
            _completion.TrySetException(error);
        }
        else
        {
            _outage = error;
        }
    }

    /// <summary>Ends a wait whose time is over: an outcome that is known stays, though nobody has taken it yet.</summary>
    public void Expire() => _completion.TrySetException(CreateTimeoutError());

    /// <summary>The error of a wait that is over: the outage that is in the way, or else that the file was not ready in time.</summary>
    private MemicException CreateTimeoutError() => _outage ?? (_file.State == FileState.Incomplete
        ? new MemicException(MemicErrorCodes.WaitTimeout, Messages.WaitTimeoutIncomplete(_file.ToString(), _timeout, _file.Status)) { Advice = Messages.SendAgain, FileId = _file.Id }
        : new MemicException(MemicErrorCodes.WaitTimeout, Messages.WaitTimeout(_file.ToString(), _timeout, _file.Status)) { FileId = _file.Id });

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }
}
