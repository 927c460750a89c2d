namespace Memic.Emulator;

/// <summary>A sliding window for each key and category, which locks out whoever does not wait when told to.</summary>
public sealed class RateLimiter
{
    private readonly Dictionary<(string Key, RateCategory Category), RateWindow> windows = [];
    private readonly Lock gate = new();

    internal RateLimiter()
    {
    }

    /// <summary>How many requests were refused.</summary>
    public int Rejections { get; private set; }

    /// <summary>How many of them came before the wait that an earlier refusal asked for was over.</summary>
    public int Violations { get; private set; }

    /// <summary>Forgets all requests and counts.</summary>
    public void Clear()
    {
        lock (gate)
        {
            windows.Clear();
            Rejections = Violations = 0;
        }
    }

    /// <summary>Counts a request, or says how long its sender has to wait.</summary>
    internal TimeSpan? Admit(string key, RateCategory category, EmulatorOptions options)
    {
        if (!options.LimitsEnabled || !options.RateLimits.TryGetValue(category, out var limit))
        {
            return null;
        }

        lock (gate)
        {
            if (!windows.TryGetValue((key, category), out var window))
            {
                windows[(key, category)] = window = new RateWindow();
            }

            var now = options.TimeProvider.GetUtcNow();
            if (window.TryEnter(now, limit, options, out var isViolation))
            {
                return null;
            }

            Rejections++;
            Violations += isViolation ? 1 : 0;
            return window.BlockedUntil - now;
        }
    }
}
