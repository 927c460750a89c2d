using System.Net;
using System.Net.Sockets;

namespace Memic.Client.Tests;

/// <summary>
/// Relays connections to a server. After some of them it refuses every other until it is told to accept again. The port
/// stays taken meanwhile, so nobody else can answer there.
/// </summary>
internal sealed class RefusingRelay : IAsyncDisposable
{
    private readonly Uri _server;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _work = [];
    private readonly Socket _reserve;
    private readonly Socket? _listener;

    public RefusingRelay(Uri server, int accepted)
    {
        _server = server;
        _reserve = Bind(0);
        if (accepted > 0)
        {
            _listener = Bind(Port);
            _listener.Listen();
            _work.Add(AcceptAsync(_listener, accepted));
        }
    }

    public Uri Uri => new UriBuilder(_server) { Port = Port }.Uri;

    private int Port => ((IPEndPoint)_reserve.LocalEndPoint!).Port;

    /// <summary>Accepts every connection from now on.</summary>
    public void Accept()
    {
        _reserve.Listen();
        _work.Add(AcceptAsync(_reserve, int.MaxValue));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_work);
        _listener?.Dispose();
        _reserve.Dispose();
        _stop.Dispose();
    }

    private static Socket Bind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private async Task AcceptAsync(Socket listener, int count)
    {
        var open = new List<Task>();
        try
        {
            for (var n = 0; n < count; n++)
            {
                var client = await listener.AcceptAsync(_stop.Token);
                if (n + 1 == count)
                {
                    // Before anything is relayed: the next connection can only follow what this one carries.
                    listener.Dispose();
                }

                open.Add(RelayAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }

        await Task.WhenAll(open);
    }

    private async Task RelayAsync(Socket client)
    {
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
            await using var inner = new NetworkStream(client, ownsSocket: true);
            await Task.WhenAll(CopyAsync(inner, server.GetStream(), server.Client), CopyAsync(server.GetStream(), inner, client));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // One side went away, or the test is over.
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Socket end)
    {
        await from.CopyToAsync(to, _stop.Token);
        end.Shutdown(SocketShutdown.Send);
    }
}
