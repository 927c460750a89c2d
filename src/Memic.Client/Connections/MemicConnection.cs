using System.Globalization;

namespace Memic;

/// <summary>A key and where to use it. It holds open sockets, and can be used by many threads at once.</summary>
public sealed class MemicConnection : IDisposable
{
    private readonly ConnectionKey _key;
    private readonly MemicConnectionSettings _settings;
    private readonly Lazy<ApiSender> _sender;
    private readonly Lazy<StorageClient> _storage;
    private readonly BackgroundList _files;
    private readonly BackgroundList _projects;

    /// <summary>Creates a connection; nothing is sent.</summary>
    /// <param name="settings">The settings; they are copied.</param>
    /// <exception cref="MemicException"><c>api_key_missing</c>, <c>insecure_base_url</c>, <c>invalid_input</c> or <c>rate_limit_store_unavailable</c>.</exception>
    public MemicConnection(MemicConnectionSettings settings)
    {
        var apiKey = settings.ApiKey ?? throw new MemicException(MemicErrorCodes.ApiKeyMissing, Messages.KeyMissing);
        Validate.NotNegative(settings.Retry.MaximumRetryDelay, "The maximum retry delay");
        _settings = settings.Copy();
        _settings.ApiKey = null;
        _key = new ConnectionKey(apiKey, settings.Name);
        BaseUri = ValidateBaseUri(settings.BaseUri, settings.AllowUnencrypted);
        Name = settings.Name;
        KeyFingerprint = apiKey.Fingerprint;
        RateLimiter = RateLimiterRegistry.Default.Acquire(BaseUri, apiKey, _settings);
        _sender = new(() => new ApiSender(BaseUri, _key, _settings, RateLimiter));
        _storage = new(() => new StorageClient(_key, _settings));
        _files = new(token => new MemicClient(this, retry: RetryWith(0)).Files.GetPageAsync(1, token), Time);
        _projects = new(token => new MemicClient(this, retry: RetryWith(0)).Projects.GetAllAsync(token), Time);
    }

    /// <summary>Gets the name by which the connection is found.</summary>
    public string Name { get; }

    /// <summary>Gets the base address, ending in a slash.</summary>
    public Uri BaseUri { get; }

    /// <summary>Gets eight hexadecimal digits that tell keys apart and reveal nothing of them.</summary>
    public string KeyFingerprint { get; }

    /// <summary>Gets the organization, project and environment of the key, once the service reported them.</summary>
    public MemicContext? Context { get; internal set; }

    /// <summary>Gets how many times a failed request is sent again.</summary>
    public int MaximumRetryCount => _settings.Retry.MaximumRetryCount;

    /// <summary>Gets the rate limits that are respected.</summary>
    public RateLimits RateLimits => _settings.RateLimits;

    /// <summary>Gets whether the key was forgotten, so that the connection cannot be used any more.</summary>
    public bool IsDisconnected => _key.IsForgotten;

    internal RecentItems RecentFiles { get; } = new();

    internal RecentItems RecentFolders { get; } = new();

    internal RecentItems RecentProjects { get; } = new();

    internal RecentItems RecentPrompts { get; } = new();

    internal RetrySettings Retry => _settings.Retry;

    internal TimeProvider Time => _settings.TimeProvider;

    internal RateLimiter RateLimiter { get; }

    internal ApiSender Sender => _sender.Value;

    internal StorageClient Storage => _storage.Value;

    /// <summary>Returns the retry settings of the connection with another number of retries.</summary>
    /// <param name="maximumRetryCount">How many times a failed request is sent again: 0 to 100.</param>
    public RetrySettings RetryWith(int maximumRetryCount) =>
        new() { MaximumRetryCount = maximumRetryCount, MaximumRetryDelay = Retry.MaximumRetryDelay };

    /// <summary>
    /// Returns the retry settings for a request that a person waits for: where no connection can be made at all, it is tried twice. A service
    /// that is ill is still given its time.
    /// </summary>
    public RetrySettings RetryForPerson() =>
        new() { MaximumRetryCount = MaximumRetryCount, MaximumRetryDelay = Retry.MaximumRetryDelay, MaximumConnectRetryCount = Math.Min(1, MaximumRetryCount) };

    /// <summary>Returns whether the connection uses a key.</summary>
    /// <param name="key">The key.</param>
    public bool HasKey(ApiKey key) => _key.Matches(key);

    /// <summary>Returns whether another connection is known to reach the same environment: by the same key, or by the environment's id.</summary>
    /// <param name="other">The other connection.</param>
    public bool IsSameEnvironment(MemicConnection other) =>
        (KeyFingerprint == other.KeyFingerprint && BaseUri == other.BaseUri)
        || (Context?.EnvironmentId is { Length: > 0 } id && id == other.Context?.EnvironmentId);

    /// <summary>Returns the state of each category of requests, for this key, as this process counts it.</summary>
    public IReadOnlyList<MemicRateLimit> GetRateLimits() => RateLimiter.Read();

    /// <summary>Returns the state of each category of requests, for this key.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public async Task<IReadOnlyList<MemicRateLimit>> GetRateLimitsAsync(CancellationToken cancellationToken) =>
        await RateLimiter.ReadAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Returns the ids and names of files that the connection met lately, newest first.</summary>
    public IReadOnlyList<(string Id, string Name)> GetRecentFiles() => RecentFiles.All;

    /// <summary>Returns the ids and names of folders of files that the connection met lately, newest first.</summary>
    public IReadOnlyList<(string Id, string Name)> GetRecentFolders() => RecentFolders.All;

    /// <summary>Returns the ids and names of projects that the connection met lately, newest first.</summary>
    public IReadOnlyList<(string Id, string Name)> GetRecentProjects() => RecentProjects.All;

    /// <summary>Returns the names of prompts that the connection met lately, newest first.</summary>
    public IReadOnlyList<string> GetRecentPrompts() => [.. RecentPrompts.All.Select(prompt => prompt.Name)];

    /// <summary>
    /// Lists the newest files, so that they and their folders are among those met lately; at most every half minute. It is meant for completion:
    /// the task does not fail, and goes on in the background where nobody waits for it.
    /// </summary>
    public Task RefreshRecentFilesAsync() => _files.RefreshAsync();

    /// <summary>Lists the projects, as <see cref="RefreshRecentFilesAsync"/> does the files.</summary>
    public Task RefreshRecentProjectsAsync() => _projects.RefreshAsync();

    /// <summary>Forgets the key and closes the sockets. Calls under way fail.</summary>
    public void Dispose()
    {
        _key.Forget();
        RateLimiter.Dispose();
        if (_sender.IsValueCreated)
        {
            _sender.Value.Dispose();
        }

        if (_storage.IsValueCreated)
        {
            _storage.Value.Dispose();
        }
    }

    /// <inheritdoc/>
    public override string ToString() => DisplayText.Clean($"{Name} ({BaseUri})");

    private static Uri ValidateBaseUri(Uri uri, bool allowUnencrypted)
    {
        if (uri.OriginalString.FirstOrDefault(IsInvisible) is var invisible && invisible != default)
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, Messages.BaseUriInvisible(invisible));
        }

        if (!uri.IsAbsoluteUri || uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0 || uri.Query.Length > 0)
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, Messages.BaseUriInvalid);
        }

        if (uri.Scheme == "http" && !uri.IsLoopback && !allowUnencrypted)
        {
            throw new MemicException(MemicErrorCodes.InsecureBaseUrl, Messages.BaseUriInsecure(uri.GetLeftPart(UriPartial.Authority)));
        }

        if (uri.AbsolutePath.Contains("//"))
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, Messages.BaseUriTwoSlashes);
        }

        return uri.AbsolutePath.EndsWith("/", StringComparison.Ordinal) ? uri : new Uri(uri.GetLeftPart(UriPartial.Path) + "/");
    }

    /// <summary>Pasted along, such characters end up in the host or the path, where nobody finds them.</summary>
    private static bool IsInvisible(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
