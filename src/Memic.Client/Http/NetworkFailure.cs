using System.Net.Sockets;
using Polly.Timeout;

namespace Memic;

/// <summary>Tells failures of the network from a caller that gave up, and from defects.</summary>
internal static class NetworkFailure
{
    /// <summary>The failure; <see langword="null"/> where it is none of the network's.</summary>
    public static MemicException? From(Exception e, MemicConnection connection, CancellationToken cancellationToken) => e switch
    {
        _ when cancellationToken.IsCancellationRequested => null,
        TimeoutRejectedException => new(MemicErrorCodes.RequestTimeout, Texts.TimedOut(connection.Settings.Timeout)),
        OperationCanceledException or ObjectDisposedException when connection.IsDisconnected => new(MemicErrorCodes.ApiKeyMissing, Texts.Disconnected(connection.Name)),
        HttpRequestException or IOException or SocketException or OperationCanceledException or InvalidDataException =>
            new(MemicErrorCodes.NetworkError, Texts.Network(connection.Redactor.Redact(Reason(e))), e),
        _ => null,
    };

    /// <summary>The innermost message is the one that says something.</summary>
    public static string Reason(Exception e) => e.GetBaseException().Message;
}
