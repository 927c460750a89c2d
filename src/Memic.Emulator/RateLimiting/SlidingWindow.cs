namespace Memic.Emulator;

/// <summary>The requests that one API key sent in one category within the last window.</summary>
internal sealed class SlidingWindow
{
    private readonly Queue<DateTimeOffset> _acquired = new();

    public DateTimeOffset BlockedUntil { get; private set; }

    public bool TryAcquire(DateTimeOffset now, int limit, EmulatorOptions options, out bool isViolation)
    {
        isViolation = now < BlockedUntil;
        if (isViolation)
        {
            BlockedUntil += options.RatePenalty;
            return false;
        }

        while (_acquired.TryPeek(out var oldest) && oldest <= now - options.RateWindow)
        {
            _acquired.Dequeue();
        }

        if (_acquired.Count < limit)
        {
            _acquired.Enqueue(now);
            return true;
        }

        BlockedUntil = RoundUpToSeconds(now, _acquired.TryPeek(out var first) ? first + options.RateWindow : now + options.RateWindow);
        return false;
    }

    // Retry-After is announced in whole seconds, so the block must not end before the announced time.
    private static DateTimeOffset RoundUpToSeconds(DateTimeOffset now, DateTimeOffset free) =>
        now + TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling((free - now).TotalSeconds)));
}
