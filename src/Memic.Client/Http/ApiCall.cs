namespace Memic;

/// <summary>What happened so far to one request: the only mutable object of a call.</summary>
internal sealed class ApiCall(DiagnosticWriter diagnostics, RetrySettings retry, string label)
{
    private DiagnosticWriter.WaitScope? _wait;

    public DiagnosticWriter Diagnostics { get; } = diagnostics;

    public RetrySettings Retry { get; } = retry;

    /// <summary>Gets the name of the file in log lines, where the path does not identify it; empty for none.</summary>
    public string Label { get; } = label;

    /// <summary>Gets or sets the number of times that the request was sent.</summary>
    public int Attempts { get; private set; }

    public MemicException? LastFailure { get; private set; }

    /// <summary>Gets or sets whether the service may have acted on an attempt that failed.</summary>
    public bool IsOutcomeUnknown { get; private set; }

    public void BeginAttempt()
    {
        EndWait();
        Attempts++;
    }

    public void Failed(MemicException failure)
    {
        LastFailure = failure;
        IsOutcomeUnknown |= failure.IsOutcomeUnknown;
    }

    /// <summary>Reports that the request is sent again after a delay; a long one shows as progress until the next attempt.</summary>
    public async ValueTask BeginRetryDelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        var failure = LastFailure!;
        MemicTelemetry.Retried(failure.Code);
        await Diagnostics.VerboseAsync(Messages.Retrying(Label, failure.Code, delay, Attempts + 1), cancellationToken).ConfigureAwait(false);
        if (delay > MemicWait.Noticeable)
        {
            _wait = Diagnostics.BeginWait(Messages.RetryWait(failure.Code, Attempts + 1), delay);
        }
    }

    public void EndWait()
    {
        _wait?.Dispose();
        _wait = null;
    }
}
