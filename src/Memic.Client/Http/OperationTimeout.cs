namespace Memic;

/// <summary>Cancels an operation that takes too long; one that makes progress restarts the time.</summary>
internal sealed class OperationTimeout : IDisposable
{
    private readonly TimeSpan _timeout;
    private readonly CancellationToken _callerToken;
    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;

    public OperationTimeout(TimeProvider time, TimeSpan timeout, CancellationToken cancellationToken)
    {
        (_timeout, _callerToken) = (timeout, cancellationToken);
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer = time.CancelAfter(_source, timeout);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Gets whether the timeout, and not the caller, cancelled.</summary>
    public bool HasElapsed => _source.IsCancellationRequested && !_callerToken.IsCancellationRequested;

    public void Restart() => _timer.Change(_timeout, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }
}
