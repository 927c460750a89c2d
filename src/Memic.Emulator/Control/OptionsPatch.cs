namespace Memic.Emulator;

/// <summary>The options that can be changed while the emulator runs. Absent options do not change.</summary>
internal sealed record OptionsPatch
{
    public bool? LimitsEnabled { get; init; }

    public Dictionary<RateCategory, int>? RateLimits { get; init; }

    public TimeSpan? RateWindow { get; init; }

    public TimeSpan? RatePenalty { get; init; }

    public TimeSpan? ProcessingTime { get; init; }

    public StatusVocabulary? StatusVocabulary { get; init; }

    public PagingShape? PagingShape { get; init; }

    public ProjectsShape? ProjectsShape { get; init; }

    public StorageKind? Storage { get; init; }

    public TimeSpan? UrlLifetime { get; init; }

    public long? MaxFileSize { get; init; }

    public bool? DeprecationHeader { get; init; }

    public string? RequestIdPrefix { get; init; }

    public static OptionsPatch From(EmulatorOptions options) => new()
    {
        LimitsEnabled = options.LimitsEnabled,
        RateLimits = options.RateLimits,
        RateWindow = options.RateWindow,
        RatePenalty = options.RatePenalty,
        ProcessingTime = options.ProcessingTime,
        StatusVocabulary = options.StatusVocabulary,
        PagingShape = options.PagingShape,
        ProjectsShape = options.ProjectsShape,
        Storage = options.Storage,
        UrlLifetime = options.UrlLifetime,
        MaxFileSize = options.MaxFileSize,
        DeprecationHeader = options.DeprecationHeader,
        RequestIdPrefix = options.RequestIdPrefix,
    };

    public EmulatorOptions ApplyTo(EmulatorOptions options)
    {
        options.LimitsEnabled = LimitsEnabled ?? options.LimitsEnabled;
        // Replaced as a whole, since other requests may be reading the current one.
        options.RateLimits = Merge(options.RateLimits, RateLimits);
        options.RateWindow = RateWindow ?? options.RateWindow;
        options.RatePenalty = RatePenalty ?? options.RatePenalty;
        options.ProcessingTime = ProcessingTime ?? options.ProcessingTime;
        options.StatusVocabulary = StatusVocabulary ?? options.StatusVocabulary;
        options.PagingShape = PagingShape ?? options.PagingShape;
        options.ProjectsShape = ProjectsShape ?? options.ProjectsShape;
        options.Storage = Storage ?? options.Storage;
        options.UrlLifetime = UrlLifetime ?? options.UrlLifetime;
        options.MaxFileSize = MaxFileSize ?? options.MaxFileSize;
        options.DeprecationHeader = DeprecationHeader ?? options.DeprecationHeader;
        options.RequestIdPrefix = RequestIdPrefix ?? options.RequestIdPrefix;
        return options;
    }

    private static Dictionary<RateCategory, int> Merge(Dictionary<RateCategory, int> current, Dictionary<RateCategory, int>? changes)
    {
        var merged = new Dictionary<RateCategory, int>(current);
        foreach (var (category, limit) in changes ?? [])
        {
            merged[category] = limit;
        }

        return merged;
    }
}
