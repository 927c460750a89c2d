namespace Memic.Emulator;

/// <summary>Limits requests by API key and category with a sliding window, and extends the wait of a client that does not respect it.</summary>
public sealed class RateLimiter
{
    private readonly Dictionary<(string Key, RateCategory Category), SlidingWindow> _windows = [];
    private readonly Lock _lock = new();

    internal RateLimiter()
    {
    }

    /// <summary>Gets the number of requests that were rejected.</summary>
    public int Rejections { get; private set; }

    /// <summary>Gets the number of rejected requests that were sent before the <c>Retry-After</c> of an earlier rejection had passed.</summary>
    public int Violations { get; private set; }

    /// <summary>Removes all windows and counts.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _windows.Clear();
            Rejections = Violations = 0;
        }
    }

    internal static Dictionary<RateCategory, int> CreateDocumentedLimits() => new()
    {
        [RateCategory.Search] = 60,
        [RateCategory.Chat] = 30,
        [RateCategory.Ingestion] = 120,
        [RateCategory.Status] = 300,
        [RateCategory.List] = 120,
        [RateCategory.Prompts] = 600,
    };

    internal bool TryAcquire(string key, RateCategory category, EmulatorOptions options, out TimeSpan retryAfter)
    {
        retryAfter = TimeSpan.Zero;
        if (!options.LimitsEnabled || !options.RateLimits.TryGetValue(category, out var limit))
        {
            return true;
        }

        lock (_lock)
        {
            if (!_windows.TryGetValue((key, category), out var window))
            {
                _windows[(key, category)] = window = new SlidingWindow();
            }

            var now = options.TimeProvider.GetUtcNow();
            if (window.TryAcquire(now, limit, options, out var isViolation))
            {
                return true;
            }

            Rejections++;
            Violations += isViolation ? 1 : 0;
            retryAfter = window.BlockedUntil - now;
            return false;
        }
    }
}
