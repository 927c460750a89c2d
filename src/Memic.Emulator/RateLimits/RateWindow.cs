namespace Memic.Emulator;

internal sealed class RateWindow
{
    private readonly Queue<DateTimeOffset> admitted = new();

    public DateTimeOffset BlockedUntil { get; private set; }

    public bool TryEnter(DateTimeOffset now, int limit, EmulatorOptions options, out bool isViolation)
    {
        isViolation = now < BlockedUntil;
        if (isViolation)
        {
            BlockedUntil += options.RatePenalty;
            return false;
        }

        while (admitted.TryPeek(out var oldest) && oldest <= now - options.RateWindow)
        {
            admitted.Dequeue();
        }

        if (admitted.Count < limit)
        {
            admitted.Enqueue(now);
            return true;
        }

        BlockedUntil = WholeSecondsAfter(now, admitted.TryPeek(out var first) ? first + options.RateWindow : now + options.RateWindow);
        return false;
    }

    // The wait is announced in whole seconds, so the lock must end with the announcement, not before it.
    private static DateTimeOffset WholeSecondsAfter(DateTimeOffset now, DateTimeOffset free) =>
        now + TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling((free - now).TotalSeconds)));
}
