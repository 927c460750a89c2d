namespace Memic;

/// <summary>Where the client reports what it does. It is called from many threads at once.</summary>
public interface IMemicObserver
{
    /// <summary>Takes a report. The task ends when the observer has room for it, so that a slow reader slows the work.</summary>
    /// <param name="report">What happened.</param>
    /// <param name="cancellationToken">Gives up the wait for room.</param>
    Task ReportAsync(MemicEvent report, CancellationToken cancellationToken);

    /// <summary>Whether lines of this level are of any use, so that they need not be composed.</summary>
    /// <param name="level">The level.</param>
    bool Wants(DiagnosticLevel level);

    /// <summary>Counts bytes and files. It is read when somebody wants to see progress.</summary>
    MemicProgress Progress { get; }
}
