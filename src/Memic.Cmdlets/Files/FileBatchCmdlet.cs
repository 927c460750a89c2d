using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>
/// A cmdlet that works on many files at once. An error that no other file could avoid, such as a key that is refused,
/// ends it; but not before what has succeeded is written, and the error says how many files were not finished.
/// </summary>
public abstract class FileBatchCmdlet : ConnectedCmdlet
{
    private readonly MemicUnfinishedFiles _unfinished = new();
    private MemicException? _fatal;
    private object? _fatalTarget;

    private protected FileBatchCmdlet()
    {
    }

    /// <summary>Gets whether nothing more can succeed; what still comes is only counted.</summary>
    private protected bool IsStopped => _fatal is not null;

    /// <summary>Gets the work behind the tasks, which ends after them.</summary>
    private protected abstract Task WorkAtEnd { get; }

    /// <summary>Creates what waits for files; a time that is none ends the cmdlet.</summary>
    private protected FileStatusPoller CreatePoller(TimeSpan timeout)
    {
        try
        {
            return Own(new FileStatusPoller(Client, timeout, StopToken));
        }
        catch (MemicException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, timeout));
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Notifications.Progress.BeginCounting();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Notifications.Progress.EndCounting();
        PumpAll();
        Pump(WorkAtEnd);
        base.EndProcessing();
        if (_fatal is not null)
        {
            ThrowTerminatingError(ErrorRecords.From(_fatal, _fatalTarget, _unfinished.Describe()));
        }
    }

    /// <summary>Counts a file that was not begun, or not finished.</summary>
    private protected void Skip(string target) => _unfinished.Add(target);

    private protected override void WriteFailure(MemicException error, object? target)
    {
        if (!error.Error.IsTerminating)
        {
            base.WriteFailure(error, target);
        }
        else if (_fatal is null)
        {
            (_fatal, _fatalTarget) = (error, target);
        }
        else if (target is not null)
        {
            Skip(target.ToString() ?? string.Empty);
        }
    }
}
