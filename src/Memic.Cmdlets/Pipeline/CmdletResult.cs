namespace Memic.Cmdlets;

/// <summary>A result that a task has queued for the pipeline.</summary>
internal sealed class CmdletResult(object? value)
{
    public object? Value { get; } = value;
}

/// <summary>An error about one input that a task has queued for the pipeline; the others go on.</summary>
internal sealed class CmdletFailure(MemicException error, object? target)
{
    public MemicException Error { get; } = error;

    public object? Target { get; } = target;
}

/// <summary>A question that a task has queued for the pipeline thread, the only one that may ask it.</summary>
internal sealed class CmdletQuestion(Func<bool> ask)
{
    private readonly TaskCompletionSource<bool> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<bool> Answer => _answer.Task;

    /// <summary>Asks, unless nobody waits for the answer any more. What a stopped pipeline throws goes on to the pump.</summary>
    public void Ask()
    {
        if (!_answer.Task.IsCompleted)
        {
            _answer.TrySetResult(ask());
        }
    }

    public void Cancel() => _answer.TrySetCanceled();
}
