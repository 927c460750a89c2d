namespace Memic.Emulator;

/// <summary>How the emulator behaves. The defaults are what the public documentation promises.</summary>
public sealed class EmulatorOptions
{
    /// <summary>The key that works when nobody configures one.</summary>
    public const string DefaultKey = "mk_live_EXAMPLE";

    /// <summary>The second key: same project, the staging environment.</summary>
    public const string StagingKey = "mk_live_STAGING";

    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>The clock behind lifecycles, limits, expiries and delays.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The accepted keys. Seeded files go to the first one's environment.</summary>
    public Dictionary<string, KeyBinding> Keys { get; set; } = new(StringComparer.Ordinal)
    {
        [DefaultKey] = new KeyBinding(),
        [StagingKey] = new KeyBinding { Environment = "staging" },
    };

    /// <summary>Requests per window, key and category. A category that is absent is not limited.</summary>
    public Dictionary<RateCategory, int> RateLimits { get; set; } = RateCategories.DocumentedLimits();

    /// <summary>The length of the sliding window.</summary>
    public TimeSpan RateWindow { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How much longer a client stays locked out each time it asks before Retry-After is over.</summary>
    public TimeSpan RatePenalty { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether limits apply at all.</summary>
    public bool LimitsEnabled { get; set; } = true;

    /// <summary>How long a confirmed file takes to become ready.</summary>
    public TimeSpan ProcessingTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Which status words are used.</summary>
    public StatusVocabulary StatusVocabulary { get; set; }

    /// <summary>How a page says that it is the last.</summary>
    public PagingShape PagingShape { get; set; }

    /// <summary>Whether the projects come bare or in a page.</summary>
    public ProjectsShape ProjectsShape { get; set; }

    /// <summary>The manners of the storage behind the presigned URLs.</summary>
    public StorageKind Storage { get; set; }

    /// <summary>How long a presigned URL works.</summary>
    public TimeSpan UrlLifetime { get; set; } = TimeSpan.FromSeconds(3600);

    /// <summary>The largest file that is accepted, in bytes.</summary>
    public long MaxFileSize { get; set; } = 100L * 1024 * 1024;

    /// <summary>Whether replies announce that this API version is going away.</summary>
    public bool DeprecationHeader { get; set; }

    /// <summary>Where state is kept between runs; null keeps it in memory.</summary>
    public string? Folder { get; set; }

    /// <summary>What request ids begin with.</summary>
    public string RequestIdPrefix { get; set; } = "req_";

    internal EmulatorOptions Copy()
    {
        var copy = (EmulatorOptions)MemberwiseClone();
        copy.Keys = new Dictionary<string, KeyBinding>(Keys, StringComparer.Ordinal);
        copy.RateLimits = new Dictionary<RateCategory, int>(RateLimits);
        return copy;
    }
}
