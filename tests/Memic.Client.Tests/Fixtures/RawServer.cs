using System.Net;
using System.Net.Sockets;

namespace Memic.Client.Tests;

/// <summary>A listener on loopback that reads the head of each request and then does as it is told.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _answer;
    private readonly List<string> _heads = [];
    private readonly Task _work;

    public RawServer(Func<NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _work = AcceptAsync();
    }

    public RawServer(string answer)
        : this((stream, token) => stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer), token).AsTask())
    {
    }

    public Uri Uri => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/api/v1");

    /// <summary>Request line and headers of each request.</summary>
    public IReadOnlyList<string> Heads
    {
        get
        {
            lock (_heads)
            {
                return [.. _heads];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var head = "";
                var buffer = new byte[4096];
                int read;
                while (!head.Contains("\r\n\r\n", StringComparison.Ordinal) && (read = await stream.ReadAsync(buffer, _stop.Token)) > 0)
                {
                    head += System.Text.Encoding.ASCII.GetString(buffer, 0, read);
                }

                lock (_heads)
                {
                    _heads.Add(head);
                }

                await _answer(stream, _stop.Token);

                // A socket that is closed with something unread resets the connection, and the answer can be lost with it.
                client.Client.Shutdown(SocketShutdown.Send);
                while (await stream.ReadAsync(buffer, _stop.Token) > 0)
                {
                }
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // The client went away, or the test is over.
            }
        }
    }
}
