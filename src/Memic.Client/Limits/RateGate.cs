using System.Collections.Concurrent;

namespace Memic;

/// <summary>
/// Keeps the requests of one key within the service's limits. There is one for a key in the whole process, so that
/// runspaces share it; each category has a window of its own.
/// </summary>
internal sealed class RateGate
{
    static readonly ConcurrentDictionary<(string Service, string Key, TimeProvider Time), RateGate> Gates = new();

    readonly ConcurrentDictionary<RateCategory, RateWindow> _windows = new();
    readonly TimeProvider _time;
    volatile RateLimits _limits = new();

    RateGate(TimeProvider time) => _time = time;

    /// <summary>The gate of a key. The newest connection's limits hold for everybody.</summary>
    public static RateGate For(Uri service, string keyFingerprint, MemicConnectionSettings settings)
    {
        var gate = Gates.GetOrAdd((service.GetLeftPart(UriPartial.Authority), keyFingerprint, settings.TimeProvider), id => new RateGate(id.Time));
        gate._limits = settings.RateLimits;
        return gate;
    }

    public RateWindow this[RateCategory category]
    {
        get
        {
            var window = _windows.GetOrAdd(category, _ => new RateWindow(_time));
            window.Configure(_limits.For(category), _limits.Window);
            return window;
        }
    }
}
