using System.Net;
using System.Net.Sockets;

namespace Memic.Client.Tests;

/// <summary>A port of loopback that refuses every connection, and that nobody else can get meanwhile.</summary>
internal sealed class ClosedPort : IDisposable
{
    // Bound, but it does not listen.
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public int Number => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public Uri Uri => new($"http://127.0.0.1:{Number}/api/v1");

    public void Dispose() => _socket.Dispose();
}
