namespace Memic;

/// <summary>A file that somebody waits for, and what is known of it so far.</summary>
internal sealed class WaitingFile(MemicFile file, object target, long since, bool isChecked)
{
    MemicException? _error;

    public string Id => file.Id;

    /// <summary>When the wait began, as a timestamp of the clock.</summary>
    public long Since { get; } = since;

    /// <summary>Whether the service was asked for it yet.</summary>
    public bool IsChecked { get; private set; } = isChecked;

    /// <summary>Whether the last poll found another status than the one before.</summary>
    public bool HasMoved { get; private set; }

    public void Saw(MemicFile seen)
    {
        HasMoved = seen.Status != file.Status;
        IsChecked = true;
        _error = null;

        // The list and the status each tell what the other leaves out.
        file = seen with
        {
            Path = file.Path,
            Name = seen.Name ?? file.Name,
            Size = seen.Size ?? file.Size,
            MimeType = seen.MimeType ?? file.MimeType,
            ReferenceId = seen.ReferenceId ?? file.ReferenceId,
            ProjectId = seen.ProjectId ?? file.ProjectId,
        };
    }

    public void Failed(MemicException error)
    {
        IsChecked = true;
        HasMoved = false;
        _error = error;
    }

    /// <summary>What to report; <see langword="null"/> to wait on. An outage of the service is waited out as long as there is time.</summary>
    public MemicEvent? Outcome(TimeSpan waited, TimeSpan timeout) =>
        _error is { } error && (!error.IsTransient || waited >= timeout) ? new FailureEvent(error, target)
        : file.IsReady ? new ResultEvent(file)
        : file.IsFailed ? Failure(MemicErrorCodes.FileProcessingFailed, Texts.ProcessingFailed(file.ToString(), file.Status, file.ErrorMessage))
        : waited >= timeout ? Failure(MemicErrorCodes.WaitTimeout, Texts.WaitTimeout(file.ToString(), timeout, file.Status))
        : null;

    FailureEvent Failure(string code, string text) => new(new MemicException(code, text), target);
}
