using System.Runtime.CompilerServices;

namespace Memic.Cmdlets;

/// <summary>
/// Notices that MEMIC_API_KEY or MEMIC_BASE_URL say something else than the connection that is used. Whoever sets them
/// after Connect-Memic expects them to hold, and would work in the wrong environment without a word.
/// </summary>
internal static class EnvironmentDifference
{
    private static readonly ConditionalWeakTable<MemicConnection, StrongBox<string>> Told = new();

    /// <summary>Returns a warning, once for each connection and each difference; null where there is nothing to say.</summary>
    public static string? FindNew(MemicConnection connection)
    {
        string[] names = [.. new[] { HasOtherKey(connection) ? MemicEnvironment.ApiKey : null, HasOtherAddress(connection) ? MemicEnvironment.BaseUrl : null }.OfType<string>()];
        var told = Told.GetOrCreateValue(connection);
        var difference = string.Join(" and ", names);
        if (difference == (told.Value ?? string.Empty))
        {
            return null;
        }

        told.Value = difference;
        return names.Length == 0
            ? null
            : $"{difference} {(names.Length == 1 ? "differs" : "differ")} from the connection in use, and {(names.Length == 1 ? "is" : "are")} ignored: this is {ConnectionText.Describe(connection)}. To use the environment variables, run Get-MemicConnection | Disconnect-Memic first.";
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
