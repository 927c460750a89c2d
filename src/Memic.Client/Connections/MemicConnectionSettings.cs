using System.Net;

namespace Memic;

/// <summary>What a connection is made from. Only the key is required.</summary>
public sealed class MemicConnectionSettings
{
    /// <summary>The documented address of the service: <c>https://api.memic.ai/api/v1</c>.</summary>
    public static Uri DefaultBaseUri { get; } = new("https://api.memic.ai/api/v1");

    /// <summary>The API key. It decides organization, project and environment (authentication page).</summary>
    public ApiKey? ApiKey { get; set; }

    /// <summary>The address up to and including the version, without or with a trailing slash.</summary>
    public Uri BaseUri { get; set; } = DefaultBaseUri;

    /// <summary>The name by which the connection is found again.</summary>
    public string Name { get; set; } = "default";

    /// <summary>Whether plain http to another host than this one is allowed. Off by default: the key would be readable on the way.</summary>
    public bool AllowUnencrypted { get; set; }

    /// <summary>The proxy; <see langword="null"/> for the one of the system or of HTTPS_PROXY.</summary>
    public IWebProxy? Proxy { get; set; }

    /// <summary>Whether to go without any proxy.</summary>
    public bool NoProxy { get; set; }

    /// <summary>When and how often a request is repeated.</summary>
    public RetrySettings Retry { get; set; } = new();

    /// <summary>How many requests the service allows.</summary>
    public RateLimits RateLimits { get; set; } = new();

    /// <summary>How long to wait for one answer of the API. Default 100 seconds (the production checklist advises 30 for search, 60 for chat).</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>How long an upload may stand still before it is begun again. There is no limit on its whole length. Default 60 seconds.</summary>
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The <c>User-Agent</c> header.</summary>
    public string UserAgent { get; set; } = "memic-dotnet/" + typeof(MemicConnectionSettings).Assembly.GetName().Version?.ToString(3);

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
