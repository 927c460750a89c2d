using System.Net;

namespace Memic;

/// <summary>Creates the two HTTP clients: one for the API, and a bare one for storage that never sees the key.</summary>
internal static class HttpClientFactory
{
    // .NET Framework allows two connections a host unless its own handler says otherwise.
    private const int ConnectionsPerServer = 64;

    // Without HttpClient, whose timeout and default headers nobody uses here: for each call they would cost a source, a timer and a frame.
    public static HttpMessageInvoker CreateForApi(MemicConnectionSettings settings) => new(CreateHandler(settings, DecompressionMethods.GZip | DecompressionMethods.Deflate));

    public static HttpClient CreateForStorage(MemicConnectionSettings settings) => new(CreateHandler(settings, DecompressionMethods.None))
    {
        // Each call has its own timeout, on the connection's clock.
        Timeout = Timeout.InfiniteTimeSpan,
    };

#if NET
    internal static SocketsHttpHandler CreateHandler(MemicConnectionSettings settings, DecompressionMethods decompression)
    {
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = decompression,
            UseCookies = false,
            MaxConnectionsPerServer = ConnectionsPerServer,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            // A name that moves to another address is followed in time.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            // Nothing but what is set here goes on the wire; storage refuses headers that it did not sign.
            ActivityHeadersPropagator = null,
            UseProxy = !settings.NoProxy,
            Proxy = settings.Proxy,
            // Only where the user asks for it: before .NET 10 an empty credential would send the request, key and all, to the proxy once more.
            DefaultProxyCredentials = settings.UseDefaultProxyCredentials ? CredentialCache.DefaultCredentials : null,
        };
    }
#else
    internal static HttpClientHandler CreateHandler(MemicConnectionSettings settings, DecompressionMethods decompression)
    {
        // What the user chose stays; 5.1 merely does not choose TLS 1.2 by itself on older systems.
        if (ServicePointManager.SecurityProtocol != 0)
        {
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        }

        return new HttpClientHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = decompression,
            UseCookies = false,
            MaxConnectionsPerServer = ConnectionsPerServer,
            UseProxy = !settings.NoProxy,
            Proxy = settings.Proxy,
            // Only where the user asks for it: before .NET 10 an empty credential would send the request, key and all, to the proxy once more.
            DefaultProxyCredentials = settings.UseDefaultProxyCredentials ? CredentialCache.DefaultCredentials : null,
        };
    }
#endif
}
