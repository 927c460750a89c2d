using System.Globalization;
using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>
/// A cmdlet that works on many files at once. An error that no other file could avoid, such as a key that is refused,
/// ends it; but not before what has succeeded is written, and the error says how many files were not finished.
/// </summary>
public abstract class FileBatchCmdlet : ConnectedCmdlet
{
    private const int MaximumNamed = 5;

    private readonly List<string> _unfinished = [];
    private MemicException? _fatal;
    private object? _fatalTarget;
    private long _unfinishedCount;

    private protected FileBatchCmdlet()
    {
    }

    /// <summary>Gets whether nothing more can succeed; what still comes is only counted.</summary>
    private protected bool IsStopped => _fatal is not null;

    /// <summary>Gets the work behind the tasks, which ends after them.</summary>
    private protected abstract Task WorkAtEnd { get; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        PumpAll();
        Pump(WorkAtEnd);
        base.EndProcessing();
        if (_fatal is not null)
        {
            ThrowTerminatingError(ErrorRecords.From(_fatal, _fatalTarget, DescribeUnfinished()));
        }
    }

    /// <summary>Counts a file that was not begun, or not finished.</summary>
    private protected void Skip(string target)
    {
        _unfinishedCount++;
        if (_unfinished.Count < MaximumNamed)
        {
            _unfinished.Add(target);
        }
    }

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

    private string DescribeUnfinished()
    {
        if (_unfinishedCount == 0)
        {
            return string.Empty;
        }

        var count = _unfinishedCount.ToString(CultureInfo.InvariantCulture);
        var names = string.Join(", ", _unfinished.Select(target => DisplayText.Clean(target)));
        return $"Not finished: {count} more {(_unfinishedCount == 1 ? "file" : "files")}: {names}{(_unfinishedCount > _unfinished.Count ? ", ..." : string.Empty)}.";
    }
}
