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
