namespace Memic;

/// <summary>A key and where to use it. It holds open sockets, and can be used by many threads at once.</summary>
public sealed class MemicConnection : IDisposable
{
    readonly Lazy<ApiTransport> _api;
    readonly Lazy<StorageTransport> _storage;
    ApiKey? _key;

    /// <summary>Makes a connection; nothing is sent.</summary>
    /// <param name="settings">What the connection is made from.</param>
    /// <exception cref="MemicException"><c>api_key_missing</c>, <c>insecure_base_url</c> or <c>invalid_input</c>.</exception>
    public MemicConnection(MemicConnectionSettings settings)
    {
        _key = settings.ApiKey ?? throw new MemicException(MemicErrorCodes.ApiKeyMissing, Texts.KeyMissing);
        BaseUri = Checked(settings.BaseUri, settings.AllowUnencrypted);
        Name = settings.Name;
        KeyFingerprint = _key.Fingerprint;
        Settings = settings;
        Redactor = new Redactor(_key.Reveal());
        _api = new(() => new ApiTransport(this));
        _storage = new(() => new StorageTransport(settings));
        RateLimiter = RateLimiterRegistry.Default.Acquire(BaseUri, KeyFingerprint, settings.RateLimits, settings.TimeProvider);
    }

    /// <summary>The name by which the connection is found again.</summary>
    public string Name { get; }

    /// <summary>The address, ending in a slash.</summary>
    public Uri BaseUri { get; }

    /// <summary>Eight hexadecimal digits that tell keys apart and reveal nothing of them.</summary>
    public string KeyFingerprint { get; }

    /// <summary>Whose key it is, once the service said so.</summary>
    public MemicContext? Context { get; internal set; }

    /// <summary>How often a failed request is repeated.</summary>
    public int MaximumRetryCount => Settings.Retry.MaximumRetryCount;

    /// <summary>The limits that are kept to.</summary>
    public RateLimits RateLimits => Settings.RateLimits;

    /// <summary>Whether the key was forgotten, so that the connection cannot be used any more.</summary>
    public bool IsDisconnected => _key is null;

    /// <summary>The connection's way to repeat requests, with another number of repeats.</summary>
    /// <param name="maximumRetryCount">How many times a failed request is repeated: 0 to 100.</param>
    public RetrySettings RetryWith(int maximumRetryCount) =>
        new() { MaximumRetryCount = maximumRetryCount, MaximumRetryDelay = Settings.Retry.MaximumRetryDelay };

    /// <summary>How each category of requests stands at this moment, for this key and in this process.</summary>
    public IReadOnlyList<MemicRateLimit> GetRateLimits() => RateLimiter.Read();

    /// <summary>How each category of requests stands at this moment, for this key and for everybody who shares its count.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public async Task<IReadOnlyList<MemicRateLimit>> GetRateLimitsAsync(CancellationToken cancellationToken) =>
        await RateLimiter.ReadAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>The files met lately, newest first: id and name.</summary>
    public IReadOnlyList<(string Id, string Name)> GetSeenFiles() => SeenFiles.All;

    /// <summary>The names of the prompts met lately, newest first.</summary>
    public IReadOnlyList<string> GetSeenPrompts() => [.. SeenPrompts.All.Select(prompt => prompt.Name)];

    internal SeenNames SeenFiles { get; } = new();

    internal SeenNames SeenPrompts { get; } = new();

    internal RateLimiter RateLimiter { get; }

    internal MemicConnectionSettings Settings { get; }

    internal Redactor Redactor { get; }

    internal ApiTransport Api => _api.Value;

    internal StorageTransport Storage => _storage.Value;

    internal string RevealKey() => (_key ?? throw new MemicException(MemicErrorCodes.ApiKeyMissing, Texts.Disconnected(Name))).Reveal();

    /// <summary>Forgets the key and closes the sockets. What is under way fails.</summary>
    public void Dispose()
    {
        _key = null;
        Settings.ApiKey = null;
        Redactor.Forget();
        RateLimiter.Dispose();
        if (_api.IsValueCreated)
        {
            _api.Value.Dispose();
        }

        if (_storage.IsValueCreated)
        {
            _storage.Value.Dispose();
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({BaseUri})";

    static Uri Checked(Uri uri, bool allowUnencrypted)
    {
        if (!uri.IsAbsoluteUri || uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0 || uri.Query.Length > 0)
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, Texts.BaseUriInvalid);
        }

        if (uri.Scheme == "http" && !uri.IsLoopback && !allowUnencrypted)
        {
            throw new MemicException(MemicErrorCodes.InsecureBaseUrl, Texts.BaseUriInsecure(uri.GetLeftPart(UriPartial.Authority)));
        }

        return uri.AbsolutePath.EndsWith("/", StringComparison.Ordinal) ? uri : new Uri(uri.GetLeftPart(UriPartial.Path) + "/");
    }
}
