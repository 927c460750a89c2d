using System.Net;

namespace Memic;

/// <summary>The settings of a connection. Only the key is required.</summary>
public sealed class MemicConnectionSettings
{
    /// <summary>Gets the documented address of the service: <c>https://api.memic.ai/api/v1</c>.</summary>
    public static Uri DefaultBaseUri { get; } = new("https://api.memic.ai/api/v1");

    /// <summary>Gets or sets the API key. It decides organization, project and environment (authentication page).</summary>
    public ApiKey? ApiKey { get; set; }

    /// <summary>Gets or sets the address up to and including the version, without or with a trailing slash.</summary>
    public Uri BaseUri { get; set; } = DefaultBaseUri;

    /// <summary>Gets or sets the name by which the connection is found. Default <c>unnamed</c>.</summary>
    public string Name { get; set; } = "unnamed";

    /// <summary>Gets or sets whether plain http to another host than this one is allowed. Off by default: the key would be readable on the way.</summary>
    public bool AllowUnencrypted { get; set; }

    /// <summary>Gets or sets the proxy; <see langword="null"/> for the one of the system or of HTTPS_PROXY.</summary>
    public IWebProxy? Proxy { get; set; }

    /// <summary>Gets or sets whether no proxy is used at all.</summary>
    public bool NoProxy { get; set; }

    /// <summary>Gets or sets whether a proxy that asks is answered with the current user's own credentials. Off by default.</summary>
    public bool UseDefaultProxyCredentials { get; set; }

    /// <summary>Gets or sets when and how often a failed request is sent again.</summary>
    public RetrySettings Retry { get; set; } = new();

    /// <summary>Gets or sets how many requests the service allows.</summary>
    public RateLimits RateLimits { get; set; } = new();

    /// <summary>Gets or sets who shares the count of requests; <see langword="null"/> for <see cref="Memic.RateLimitScope.Fleet"/> if a store is named, else <see cref="Memic.RateLimitScope.Machine"/>.</summary>
    public RateLimitScope? RateLimitScope { get; set; }

    /// <summary>
    /// Gets or sets the Redis or Valkey server that counts for several machines: <c>redis://host:6379</c>, <c>rediss://user:password@host:port/database</c>,
    /// or a configuration string of StackExchange.Redis. <see langword="null"/> for none.
    /// </summary>
    public string? RateLimitStore { get; set; }

    /// <summary>
    /// Gets or sets the share of each limit that this connection takes: more than 0, at most 1. It is for several machines that have no store in
    /// common. With a store, it is what the connection takes while the store cannot be reached.
    /// </summary>
    public double? RateLimitShare { get; set; }

    /// <summary>Gets or sets how long to wait for one response of the API. Default 100 seconds (the production checklist advises 30 for search, 60 for chat).</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Gets or sets how long an upload may make no progress before it starts again. There is no limit on its whole duration. Default 60 seconds.</summary>
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets the <c>User-Agent</c> header.</summary>
    public string UserAgent { get; set; } = "memic-dotnet/" + typeof(MemicConnectionSettings).Assembly.GetName().Version?.ToString(3);

    /// <summary>Gets or sets the clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets where the processes of a machine keep their count; by default in the user's own data folder.</summary>
    internal string? RateLimitFolder { get; set; }

    internal MemicConnectionSettings Copy() => (MemicConnectionSettings)MemberwiseClone();
}
