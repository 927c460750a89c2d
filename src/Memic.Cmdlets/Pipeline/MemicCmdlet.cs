using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>
/// The pump. Work runs in tasks that only report; this, on the pipeline thread, is the one reader of the reports and the
/// only place that touches PowerShell. However the cmdlet ends, its tasks are cancelled and awaited first.
/// </summary>
public abstract class MemicCmdlet : PSCmdlet, IDisposable
{
    const int ReportsWaiting = 64;

    // Made here and not in BeginProcessing: a stop may come before that has ended.
    readonly CancellationTokenSource _stop = new();
    readonly List<Task> _running = [];
    ProgressDisplay? _display;
    Task? _nextReport;
    bool _wantsVerbose;
    bool _wantsDebug;

    private protected MemicCmdlet() => Reports = new EventChannel(ReportsWaiting, Wants);

    private protected EventChannel Reports { get; }

    private protected CancellationToken StopToken => _stop.Token;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _wantsVerbose = Preferences.IsOn(this, "Verbose");
        _wantsDebug = Preferences.IsOn(this, "Debug");
        _display = new ProgressDisplay(this, Reports.Progress);
    }

    /// <summary>Called by PowerShell on another thread, at any time, also after the end.</summary>
    protected override void StopProcessing() => Cancel();

    /// <summary>Ends what still runs. PowerShell calls it in every case, also where it calls nothing else.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what still runs.</summary>
    /// <param name="disposing">Whether it is called by code and not by the finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Abandon();
            _stop.Dispose();
        }
    }

    /// <summary>Runs one piece of work and shows its reports until it has ended; a failure is an error about the target.</summary>
    private protected void Run(object? target, Func<CancellationToken, Task> work) => Pump(Task.Run(() => ReportFailureAsync(target, work), CancellationToken.None));

    /// <summary>Shows reports until the task has ended. Nothing of PowerShell's is called from anywhere else.</summary>
    private protected void Pump(Task work)
    {
        _running.Add(work);
        try
        {
            while (!work.IsCompleted)
            {
                ShowReports();
                _nextReport = _nextReport is null or { IsCompleted: true } ? Reports.WaitAsync(CancellationToken.None) : _nextReport;
                Task.WaitAny([work, _nextReport], ProgressDisplay.Interval);
            }

            ShowReports();
            work.GetAwaiter().GetResult();
            _running.Remove(work);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            Abandon();
            Complete();
            throw new PipelineStoppedException();
        }
        catch
        {
            // Thrown by a Write call as a rule: -ErrorAction Stop, Select-Object -First, a stopped pipeline. It goes on as it is.
            Abandon();
            Complete();
            throw;
        }
    }

    /// <summary>Keeps an eye on a task that goes on between two records.</summary>
    private protected void Watch(Task work) => _running.Add(work);

    /// <summary>Takes the progress away, also after a failure.</summary>
    private protected void Complete()
    {
        try
        {
            _display?.Complete();
        }
        catch (PipelineStoppedException)
        {
            // A stopped pipeline shows nothing any more; its host clears what was shown.
        }
    }

    private protected void WriteFailure(MemicException error, object? target)
    {
        var record = ErrorRecords.From(error, target);
        if (error.Error.IsTerminating)
        {
            ThrowTerminatingError(record);
        }

        WriteError(record);
    }

    async Task ReportFailureAsync(object? target, Func<CancellationToken, Task> work)
    {
        try
        {
            await work(StopToken).ConfigureAwait(false);
        }
        catch (MemicException e)
        {
            await Reports.ReportAsync(new FailureEvent(e, target), StopToken).ConfigureAwait(false);
        }
    }

    /// <summary>Shows what there is to show, and does not wait for more.</summary>
    void ShowReports()
    {
        while (Reports.TryTake(out var report))
        {
            Show(report);
        }

        _display?.Refresh();
    }

    void Show(MemicEvent report)
    {
        switch (report)
        {
            case ResultEvent result: WriteObject(result.Value); break;
            case FailureEvent failure: WriteFailure(failure.Error, failure.Target); break;
            case DiagnosticEvent { Level: DiagnosticLevel.Warning } line: WriteWarning(line.Text); break;
            case DiagnosticEvent { Level: DiagnosticLevel.Verbose } line: WriteVerbose(line.Text); break;
            case DiagnosticEvent line: WriteDebug(line.Text); break;
            default: break;
        }
    }

    bool Wants(DiagnosticLevel level) => level switch
    {
        DiagnosticLevel.Verbose => _wantsVerbose,
        DiagnosticLevel.Debug => _wantsDebug,
        _ => true,
    };

    void Cancel()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // A stop after the end has nothing left to stop.
        }
    }

    /// <summary>Cancels the tasks and waits until they are gone. Their failures no longer matter to anybody.</summary>
    void Abandon()
    {
        Cancel();
        try
        {
            Task.WaitAll([.. _running]);
        }
        catch (AggregateException)
        {
            // Cancelled, as they were asked to.
        }

        _running.Clear();
    }
}
