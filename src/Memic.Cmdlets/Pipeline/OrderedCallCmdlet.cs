using System.Diagnostics;

namespace Memic.Cmdlets;

/// <summary>
/// A cmdlet that makes one call for each input. Where the inputs come quickly, several calls are under way at once; their
/// results are written in the order of the inputs all the same.
/// </summary>
public abstract class OrderedCallCmdlet : ConnectedCmdlet
{
    private const int MostCalls = 8;

    // A result can be written only when there is a next input, or none any more. Where that takes longer, nothing is left
    // under way: whoever is slow with the inputs sees each result at once.
    private static readonly TimeSpan QuickInput = TimeSpan.FromMilliseconds(100);

    private readonly Queue<(Task Call, Action Write)> _calls = new();
    private long? _returned;
    private bool _isWriting;

    private protected OrderedCallCmdlet()
    {
    }

    /// <summary>Gets whether a call may be made before the one before it has succeeded.</summary>
    private protected virtual bool CanOverlap => true;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WriteResults(0);
        base.EndProcessing();
    }

    /// <summary>Makes a call, and writes its result after those of the calls before.</summary>
    private protected void RunInOrder<T>(object? target, Func<CancellationToken, Task<T>> call, Action<T> write)
    {
        if (CanOverlap && _returned is { } returned && Elapsed(returned) < QuickInput)
        {
            Enqueue(target, Start(call), write);
            WriteResults(MostCalls - 1);
        }
        else
        {
            WriteResults(0);
            if (TryRun(target, call, out var result))
            {
                write(result);
            }
        }

        _returned = Stopwatch.GetTimestamp();
    }

    /// <summary>Writes an error; that of an input that needed no call comes after the results of the inputs before it as well.</summary>
    private protected override void WriteFailure(MemicException error, object? target)
    {
        if (!_isWriting)
        {
            WriteResults(0);
        }

        base.WriteFailure(error, target);
    }

    private void Enqueue<T>(object? target, Task<T> call, Action<T> write)
    {
        Track(call);
        _calls.Enqueue((call, () =>
        {
            if (TryFinish(target, call, out var result))
            {
                write(result);
            }
        }));
    }

    /// <summary>Writes what is there, and waits until no more than so many calls are left.</summary>
    private void WriteResults(int left)
    {
        while (_calls.Count > left || (_calls.Count > 0 && _calls.Peek().Call.IsCompleted))
        {
            _isWriting = true;
            _calls.Dequeue().Write();
            _isWriting = false;
        }
    }

    private static TimeSpan Elapsed(long since) => TimeSpan.FromSeconds((Stopwatch.GetTimestamp() - since) / (double)Stopwatch.Frequency);
}
