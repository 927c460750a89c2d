namespace Memic.Emulator;

/// <summary>The options of the emulator. The defaults follow the public documentation of Memic.</summary>
public sealed class EmulatorOptions
{
    /// <summary>The API key that is accepted by default.</summary>
    public const string DefaultKey = "mk_live_EXAMPLE";

    /// <summary>The second API key that is accepted by default; it belongs to the staging environment of the same project.</summary>
    public const string StagingKey = "mk_live_STAGING";

    /// <summary>Gets or sets the port on loopback; 0 selects a free port.</summary>
    public int Port { get; set; }

    /// <summary>Gets or sets the clock for file processing, rate limits, URL expiry and delays.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets the accepted API keys. Seeded files belong to the environment of the first one by default.</summary>
    public Dictionary<string, ApiKeyScope> Keys { get; set; } = new(StringComparer.Ordinal)
    {
        [DefaultKey] = new ApiKeyScope(),
        [StagingKey] = new ApiKeyScope { Environment = "staging" },
    };

    /// <summary>Gets or sets the number of requests that a key may send in each category per window. A category that is absent is not limited.</summary>
    public Dictionary<RateCategory, int> RateLimits { get; set; } = RateLimiter.CreateDocumentedLimits();

    /// <summary>Gets or sets the length of the sliding window.</summary>
    public TimeSpan RateWindow { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets how much longer a client is blocked each time it sends a request before <c>Retry-After</c> has passed.</summary>
    public TimeSpan RatePenalty { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets whether requests are limited.</summary>
    public bool LimitsEnabled { get; set; } = true;

    /// <summary>Gets or sets the time from the confirmation of an upload until the file is ready.</summary>
    public TimeSpan ProcessingTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets the set of status words.</summary>
    public StatusVocabulary StatusVocabulary { get; set; }

    /// <summary>Gets or sets how a page of files indicates the last page.</summary>
    public PagingShape PagingShape { get; set; }

    /// <summary>Gets or sets the shape of the list of projects.</summary>
    public ProjectsShape ProjectsShape { get; set; }

    /// <summary>Gets or sets the kind of storage behind the presigned URLs.</summary>
    public StorageKind Storage { get; set; }

    /// <summary>Gets or sets scheme, host and port of the presigned URLs; by default those that the emulator listens on.</summary>
    public Uri? StorageOrigin { get; set; }

    /// <summary>Gets or sets how long a presigned URL is valid.</summary>
    public TimeSpan UrlLifetime { get; set; } = TimeSpan.FromSeconds(3600);

    /// <summary>Gets or sets the size of the largest file that is accepted, in bytes.</summary>
    public long MaxFileSize { get; set; } = 100L * 1024 * 1024;

    /// <summary>Gets or sets whether responses carry the <c>Deprecation</c> header.</summary>
    public bool DeprecationHeader { get; set; }

    /// <summary>Gets or sets the folder that keeps files and prompts between runs; <see langword="null"/> keeps them in memory.</summary>
    public string? Folder { get; set; }

    /// <summary>Gets or sets the prefix of request ids.</summary>
    public string RequestIdPrefix { get; set; } = "req_";

    internal EmulatorOptions Copy()
    {
        var copy = (EmulatorOptions)MemberwiseClone();
        copy.Keys = new Dictionary<string, ApiKeyScope>(Keys, StringComparer.Ordinal);
        copy.RateLimits = new Dictionary<RateCategory, int>(RateLimits);
        return copy;
    }
}
