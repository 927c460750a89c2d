using System.Net;

namespace Memic;

/// <summary>Makes the two HTTP clients: one for the API, and a bare one for storage that never sees the key.</summary>
internal static class HttpClients
{
    // .NET Framework allows two connections a host unless its own handler says otherwise.
    const int ConnectionsPerServer = 64;

    public static HttpClient ForApi(MemicConnectionSettings settings) => Create(Handler(settings, DecompressionMethods.GZip | DecompressionMethods.Deflate));

    public static HttpClient ForStorage(MemicConnectionSettings settings) => Create(Handler(settings, DecompressionMethods.None));

    static HttpClient Create(HttpMessageHandler handler) => new(handler, disposeHandler: true)
    {
        // Each call has its own timeout, on the connection's clock.
        Timeout = Timeout.InfiniteTimeSpan,
    };

#if NET
    static SocketsHttpHandler Handler(MemicConnectionSettings settings, DecompressionMethods decompression)
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
            DefaultProxyCredentials = CredentialCache.DefaultCredentials,
        };
    }
#else
    static HttpClientHandler Handler(MemicConnectionSettings settings, DecompressionMethods decompression)
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
            DefaultProxyCredentials = CredentialCache.DefaultCredentials,
        };
    }
#endif
}
