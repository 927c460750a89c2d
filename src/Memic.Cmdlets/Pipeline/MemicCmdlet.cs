using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>
/// The pump. Work runs in tasks that only return values or queue them; this, on the pipeline thread, is the one reader of
/// the queue and the only place that calls PowerShell. However the cmdlet ends, its tasks are cancelled and awaited first.
/// </summary>
public abstract class MemicCmdlet : PSCmdlet, IDisposable
{
    private const int QueueCapacity = 64;

    // Created here and not in BeginProcessing: a stop may come before that has ended.
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];
    private readonly List<IDisposable> _owned = [];
    private ProgressDisplay? _display;
    private Task? _nextItem;
    private bool _isVerbose;
    private bool _isDebug;

    private protected MemicCmdlet() => Notifications = new NotificationChannel(QueueCapacity, IsEnabled);

    private protected NotificationChannel Notifications { get; }

    /// <summary>Gets whether results and questions come while one task runs, so that they must be waited for as much as its end.</summary>
    private protected virtual bool IsStreaming => false;

    private protected CancellationToken StopToken => _stop.Token;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        ShownColour.Remember(Host);
        _isVerbose = Preferences.IsOn(this, "Verbose");
        _isDebug = Preferences.IsOn(this, "Debug");
    }

    /// <summary>Cancels the work. PowerShell calls this on another thread, at any time, also after the end.</summary>
    protected override void StopProcessing() => Cancel();

    /// <summary>Ends the work that still runs. PowerShell calls this in every case, also where it calls nothing else.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the work that still runs.</summary>
    /// <param name="disposing">Whether it is called by code and not by the finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            CancelAndWait();
            _owned.ForEach(owned => owned.Dispose());
            _owned.Clear();
            _stop.Dispose();
        }
    }

    /// <summary>Disposes an object when the cmdlet ends, after its tasks.</summary>
    private protected T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    /// <summary>Makes one call and returns whether it succeeded; an error is written about the target.</summary>
    // Started on this thread: a lone call needs no other one until it waits.
    private protected bool TryRun<T>(object? target, Func<CancellationToken, Task<T>> call, out T result) => TryFinish(target, Start(call), out result);

    /// <summary>Waits for the end of a call and returns whether it succeeded; an error is written about the target.</summary>
    private protected bool TryFinish<T>(object? target, Task<T> call, out T result)
    {
        Pump(call);
        if (call.Exception?.InnerException is MemicException error)
        {
            result = default!;
            WriteFailure(error, target);
            return false;
        }

        result = call.GetAwaiter().GetResult();
        return true;
    }

    /// <summary>Makes one call and writes its result.</summary>
    private protected void Run<T>(object? target, Func<CancellationToken, Task<T>> call)
    {
        if (TryRun(target, call, out var result))
        {
            WriteObject(result);
        }
    }

    /// <summary>Writes the outcome of a task when it has one, while others go on.</summary>
    private protected void Deliver<T>(Task<T> work, object? target) => Track(DeliverAsync(work, target));

    /// <summary>Asks PowerShell something, such as whether a file may be sent: from any task, answered on the pipeline thread.</summary>
    private protected async Task<bool> AskAsync(Func<bool> ask, CancellationToken cancellationToken)
    {
        var question = new CmdletQuestion(ask);
        await Notifications.WriteAsync(question, cancellationToken).ConfigureAwait(false);
        using (cancellationToken.Register(question.Cancel))
        {
            return await question.Answer.ConfigureAwait(false);
        }
    }

    /// <summary>Keeps a task to wait for, however the cmdlet ends.</summary>
    private protected void Track(Task work)
    {
        if (_running.Count > QueueCapacity)
        {
            _running.RemoveAll(task => task.Status == TaskStatus.RanToCompletion);
        }

        _running.Add(work);
    }

    /// <summary>Shows what is queued until every task has ended.</summary>
    private protected void PumpAll() => Pump(Task.WhenAll(_running));

    /// <summary>Shows what is queued until a task has ended. Nothing of PowerShell's is called from anywhere else.</summary>
    private protected void Pump(Task work)
    {
        if (!_running.Contains(work))
        {
            Track(work);
        }

        try
        {
            while (!work.IsCompleted)
            {
                ShowQueued();
                WaitFor(work);
            }

            ShowQueued();
            _running.Remove(work);
            if (work.IsCanceled || work.Exception?.InnerException is not null and not MemicException)
            {
                work.GetAwaiter().GetResult();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            CancelAndWait();
            Complete();
            throw new PipelineStoppedException();
        }
        catch
        {
            // Thrown by a Write call as a rule: -ErrorAction Stop, Select-Object -First, a stopped pipeline. It goes on as it is.
            CancelAndWait();
            Complete();
            throw;
        }
    }

    /// <summary>Removes the progress, also after a failure.</summary>
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

    /// <summary>Writes an error; one that no later input could avoid ends the cmdlet.</summary>
    private protected virtual void WriteFailure(MemicException error, object? target)
    {
        if (error.Error.IsTerminating)
        {
            Complete();
            ThrowTerminatingError(ErrorRecords.From(error, target));
        }

        WriteError(ErrorRecords.From(error, target));
    }

    /// <summary>Starts a call on this thread. What it throws at once becomes the outcome of the task as well.</summary>
    private protected Task<T> Start<T>(Func<CancellationToken, Task<T>> call)
    {
        // A host with a context of its own would have continuations wait for this thread, which waits for them.
        var ambient = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return call(StopToken);
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(ambient);
        }
    }

    private async Task DeliverAsync<T>(Task<T> work, object? target)
    {
        object outcome;
        try
        {
            outcome = new CmdletResult(await work.ConfigureAwait(false));
        }
        catch (MemicException e)
        {
            outcome = new CmdletFailure(e, target);
        }

        await Notifications.WriteAsync(outcome, StopToken).ConfigureAwait(false);
    }

    private void WaitFor(Task work)
    {
        if (!_isVerbose && !_isDebug && !IsStreaming && _running.Count == 1)
        {
            // Nothing is queued as a rule: without the queue's own signal the call costs one wait and no more.
            WaitQuietly(work);
            return;
        }

        _nextItem = _nextItem is null or { IsCompleted: true } ? Notifications.WaitToReadAsync(CancellationToken.None) : _nextItem;
        Task.WaitAny([work, _nextItem], ProgressDisplay.Interval);
    }

    private static void WaitQuietly(Task work)
    {
        try
        {
            work.Wait(ProgressDisplay.Interval);
        }
        catch (AggregateException)
        {
            // The outcome is read from the task.
        }
    }

    /// <summary>Shows what is queued, and does not wait for more.</summary>
    private void ShowQueued()
    {
        while (Notifications.TryRead(out var item))
        {
            Show(item);
        }

        if (_display is not null || Notifications.HasProgress)
        {
            _display ??= new ProgressDisplay(this, Notifications.Progress);
            _display.Refresh();
        }
    }

    private void Show(object item)
    {
        switch (item)
        {
            case CmdletResult result: WriteObject(result.Value); break;
            case CmdletQuestion question: question.Ask(); break;
            case CmdletFailure failure: WriteFailure(failure.Error, failure.Target); break;
            case MemicNotification { Level: DiagnosticLevel.Warning } line: WriteWarning(line.Text); break;
            case MemicNotification { Level: DiagnosticLevel.Verbose } line: WriteVerbose(line.Text); break;
            case MemicNotification line: WriteDebug(line.Text); break;
            default: break;
        }
    }

    private bool IsEnabled(DiagnosticLevel level) => level switch
    {
        DiagnosticLevel.Verbose => _isVerbose,
        DiagnosticLevel.Debug => _isDebug,
        _ => true,
    };

    private void Cancel()
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

    /// <summary>Cancels the tasks and waits until they have ended. Their failures no longer matter to anybody.</summary>
    private void CancelAndWait()
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
