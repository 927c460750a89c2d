namespace Memic;

/// <summary>Receives diagnostics and progress of a client. It is called from many threads at once.</summary>
public interface IMemicObserver
{
    /// <summary>Gets the counters of files and bytes.</summary>
    MemicProgress Progress { get; }

    /// <summary>Returns whether messages of a level are wanted, so that others need not be composed.</summary>
    /// <param name="level">The level.</param>
    bool IsEnabled(DiagnosticLevel level);

    /// <summary>Receives a message. The task completes when the observer has room for it, so that a slow reader slows the work.</summary>
    /// <param name="notification">The message.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    Task ReportAsync(MemicNotification notification, CancellationToken cancellationToken);
}
