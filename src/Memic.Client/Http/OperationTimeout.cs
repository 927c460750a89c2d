namespace Memic;

/// <summary>Cancels an operation that takes too long; one that makes progress restarts the time.</summary>
internal sealed class OperationTimeout : IDisposable
{
    private readonly TimeSpan _timeout;
    private readonly CancellationToken _callerToken;
    private readonly CancellationToken _otherToken;
    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;

    /// <summary>Begins to count.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <param name="otherToken">What else cancels, such as that the connection is closed.</param>
    public OperationTimeout(TimeProvider time, TimeSpan timeout, CancellationToken cancellationToken, CancellationToken otherToken = default)
    {
        (_timeout, _callerToken, _otherToken) = (timeout, cancellationToken, otherToken);
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, otherToken);
        _timer = time.CancelAfter(_source, timeout);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Gets whether the timeout cancelled, and nobody's token.</summary>
    public bool HasElapsed => _source.IsCancellationRequested && !_callerToken.IsCancellationRequested && !_otherToken.IsCancellationRequested;

    public void Restart() => _timer.Change(_timeout, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }
}
