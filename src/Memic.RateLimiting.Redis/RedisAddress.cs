using System.Globalization;
using StackExchange.Redis;

namespace Memic;

/// <summary>Reads the address of a store, which may hold a password: nothing of it is shown but the hosts.</summary>
internal static class RedisAddress
{
    private const int DefaultPort = 6379;

    /// <exception cref="MemicException"><c>invalid_input</c>: it cannot be read.</exception>
    public static ConfigurationOptions Parse(string address)
    {
        ConfigurationOptions options;
        try
        {
            options = RateLimitStores.SchemeOf(address) is { } scheme ? ParseUri(scheme, new Uri(address)) : ConfigurationOptions.Parse(address);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            // What is wrong with it would repeat a part of it.
            throw new MemicException(MemicErrorCodes.InvalidInput, Messages.StoreAddressInvalid);
        }

        if (options.EndPoints.Count == 0)
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, Messages.StoreAddressInvalid);
        }

        options.AbortOnConnectFail = true;
        options.ConnectRetry = 1;
        options.ConnectTimeout = Math.Min(options.ConnectTimeout, 5000);
        options.AsyncTimeout = Math.Min(options.AsyncTimeout, 2000);
        options.ReconnectRetryPolicy = new LinearRetry(500);

        // While the store is away nothing waits for it: the process goes on alone.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ClientName ??= "memic";

        // No key or channel is touched but memic's own.
        options.TieBreaker = string.Empty;
        options.ConfigurationChannel = string.Empty;
        return options;
    }

    /// <summary>The hosts, for messages.</summary>
    public static string Show(ConfigurationOptions options) => string.Join(", ", options.EndPoints.Select(endPoint => EndPointCollection.ToString(endPoint)));

    private static ConfigurationOptions ParseUri(string scheme, Uri uri)
    {
        if (uri.Host.Length == 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw new FormatException();
        }

        var user = uri.UserInfo.Split([':'], 2).Select(Uri.UnescapeDataString).ToArray();
        var database = uri.AbsolutePath.Trim('/');
        return new ConfigurationOptions
        {
            EndPoints = { { uri.DnsSafeHost, uri.Port > 0 ? uri.Port : DefaultPort } },
            Ssl = scheme is "rediss" or "valkeys",
            User = user.Length > 1 && user[0].Length > 0 ? user[0] : null,
            Password = user[^1].Length > 0 ? user[^1] : null,
            DefaultDatabase = database.Length > 0 ? int.Parse(database, NumberStyles.None, CultureInfo.InvariantCulture) : 0,
        };
    }
}
