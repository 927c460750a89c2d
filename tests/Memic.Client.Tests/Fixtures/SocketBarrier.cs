using System.Net;
using System.Net.Sockets;

namespace Memic.Client.Tests;

/// <summary>
/// Events of sockets are handed out in the order in which they happen. Once a byte has gone through a pair of sockets of
/// our own, whatever arrived at other sockets before it has reached the thread pool.
/// </summary>
internal static class SocketBarrier
{
    private static readonly Lazy<Task<(Socket Here, Socket There)>> Pair = new(ConnectAsync);

    public static async Task PassAsync()
    {
        var (here, there) = await Pair.Value;

        // Received before it is sent: what is there already would be taken without any event.
        var received = there.ReceiveAsync(new byte[1]);
        await here.SendAsync(new byte[1]);
        await received;
    }

    private static async Task<(Socket Here, Socket There)> ConnectAsync()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var here = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await here.ConnectAsync(listener.LocalEndPoint!);
        return (here, await listener.AcceptAsync());
    }
}
