using System.Runtime.InteropServices;

namespace Memic.Cmdlets;

/// <summary>What is taken from the environment: the key, the address and the rate limit store where no others are given, and who we are.</summary>
internal static class MemicEnvironment
{
    public const string ApiKey = "MEMIC_API_KEY";
    public const string BaseUrl = "MEMIC_BASE_URL";
    public const string RateLimitStore = "MEMIC_RATE_LIMIT_STORE";

    private static readonly string Version = typeof(MemicEnvironment).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>Settings with the environment's key, address and rate limit store, where there are any.</summary>
    /// <exception cref="MemicException"><c>invalid_input</c>: the address is none; <c>api_key_missing</c>: the key is malformed.</exception>
    /// <param name="withKey">Whether the environment's key is wanted; where another one is given, this one does not matter.</param>
    public static MemicConnectionSettings Settings(bool withKey = true)
    {
        var settings = new MemicConnectionSettings { Name = "environment", UserAgent = UserAgent };
        if (withKey && Environment.GetEnvironmentVariable(ApiKey) is { Length: > 0 } key)
        {
            settings.ApiKey = new ApiKey(key);
        }

        if (Environment.GetEnvironmentVariable(BaseUrl) is { Length: > 0 } url)
        {
            settings.BaseUri = AddressTransformationAttribute.Parse(url);
        }

        settings.RateLimitStore = Environment.GetEnvironmentVariable(RateLimitStore)?.Trim() is { Length: > 0 } store ? store : null;

        return settings;
    }

    private static string UserAgent
    {
        get
        {
            var system = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "Windows" : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "macOS" : "Linux";
            var powerShell = typeof(System.Management.Automation.PSObject).Assembly.GetName().Version?.ToString(2);
            return $"memic-powershell/{Version} (PowerShell/{powerShell}; {system}; {RuntimeInformation.ProcessArchitecture})";
        }
    }
}
