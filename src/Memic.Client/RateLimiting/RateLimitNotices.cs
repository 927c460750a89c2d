using System.Collections.Concurrent;

namespace Memic;

/// <summary>What the limiter has to say to a person. The next call that comes by reports it.</summary>
internal sealed class RateLimitNotices
{
    private readonly ConcurrentQueue<MemicNotification> _pending = new();
    private int _hasFailed;

    public void Add(DiagnosticLevel level, string text) => _pending.Enqueue(new(level, text));

    /// <summary>A permit could not be given back: said once, since it changes nothing for the request.</summary>
    public void ReleaseFailed(Exception failure)
    {
        if (Interlocked.Exchange(ref _hasFailed, 1) == 0)
        {
            Add(DiagnosticLevel.Verbose, Messages.ReleaseFailed(failure.Message));
        }
    }

    public bool TryTake(out MemicNotification notice) => _pending.TryDequeue(out notice!);
}
