using System.Net.Sockets;

namespace Memic;

/// <summary>Turns what a transport throws into errors with a code, and leaves cancellation by the caller alone.</summary>
internal sealed class TransportErrors(ConnectionKey key, TimeSpan timeout)
{
    /// <summary>The error; <see langword="null"/> if the caller cancelled, or if it is one already.</summary>
    public MemicException? Classify(Exception e, Uri uri, bool hasTimedOut, CancellationToken cancellationToken) => e switch
    {
        MemicException => null,
        _ when cancellationToken.IsCancellationRequested => null,
        _ when hasTimedOut => new(MemicErrorCodes.RequestTimeout, Messages.TimedOut(timeout)),
        OperationCanceledException or ObjectDisposedException when key.IsForgotten => key.Disconnected(),
        HttpRequestException or IOException or SocketException or OperationCanceledException or ObjectDisposedException when e.GetBaseException() is not InvalidDataException =>
            new(MemicErrorCodes.NetworkError, Messages.Network(HostOf(uri), key.Redactor.Redact(ReasonOf(e))), key.Redactor.Redact(e)) { WasNotSent = WasNotSent(e) },
        // Everything else comes of what the service sent, such as a body that is not compressed as it says.
        _ => new(MemicErrorCodes.InvalidResponse, Messages.ResponseUnreadable(key.Redactor.Redact(ReasonOf(e))), key.Redactor.Redact(e)),
    };

    /// <summary>The innermost message is the one that says something.</summary>
    public static string ReasonOf(Exception e) => e.GetBaseException().Message;

    public static string HostOf(Uri uri) => FormattableString.Invariant($"{uri.Host}:{uri.Port}");

#if NET
    // The first is the time to connect, the handler's only one.
    private static bool WasNotSent(Exception e) => e is OperationCanceledException { InnerException: TimeoutException } or HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };
#else
    private static bool WasNotSent(Exception e) => e.InnerException is System.Net.WebException
    {
        Status: System.Net.WebExceptionStatus.NameResolutionFailure or System.Net.WebExceptionStatus.ProxyNameResolutionFailure or System.Net.WebExceptionStatus.ConnectFailure
            or System.Net.WebExceptionStatus.TrustFailure or System.Net.WebExceptionStatus.SecureChannelFailure,
    };
#endif
}
