using System.Runtime.CompilerServices;

namespace Memic.Cmdlets;

/// <summary>
/// Notices that MEMIC_API_KEY or MEMIC_BASE_URL say something else than the connection that is used. Whoever sets them
/// after Connect-Memic expects them to hold, and would work in the wrong environment without a word.
/// </summary>
internal static class EnvironmentDifference
{
    private const string Both = $"{MemicEnvironment.ApiKey} and {MemicEnvironment.BaseUrl}";

    private static readonly ConditionalWeakTable<MemicConnection, StrongBox<string>> Told = new();

    /// <summary>Returns a warning, once for each connection and each difference; null where there is nothing to say.</summary>
    public static string? FindNew(MemicConnection connection)
    {
        var (key, address) = (HasOtherKey(connection), HasOtherAddress(connection));
        var difference = key && address ? Both : key ? MemicEnvironment.ApiKey : address ? MemicEnvironment.BaseUrl : string.Empty;
        var told = Told.GetOrCreateValue(connection);
        if (difference == (told.Value ?? string.Empty))
        {
            return null;
        }

        told.Value = difference;
        return difference.Length == 0
            ? null
            : $"{difference} {(key && address ? "differ" : "differs")} from the connection in use, and {(key && address ? "are" : "is")} ignored: this is {ConnectionText.Describe(connection)}. To use the environment variables, run Get-MemicConnection | Disconnect-Memic first.";
    }

    private static bool HasOtherKey(MemicConnection connection)
    {
        try
        {
            return Environment.GetEnvironmentVariable(MemicEnvironment.ApiKey) is { Length: > 0 } key && !connection.HasKey(new ApiKey(key));
        }
        catch (MemicException)
        {
            // What is no key is another one, too.
            return true;
        }
    }

    private static bool HasOtherAddress(MemicConnection connection) =>
        Environment.GetEnvironmentVariable(MemicEnvironment.BaseUrl) is { Length: > 0 } url
        && !(Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && uri == connection.BaseUri);
}
