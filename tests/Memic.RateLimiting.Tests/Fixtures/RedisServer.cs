using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Memic.RateLimiting.Tests;

/// <summary>A real redis-server on a free port of this machine, with nothing on disk.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    /// <summary>Why a test that needs the server is skipped.</summary>
    public const string Missing = "redis-server is not installed: the count that several machines share is not tested. On Debian and Ubuntu: apt-get install redis-server.";

    private static readonly ConcurrentDictionary<int, bool> Given = [];

    private readonly int _port;
    private readonly string[] _arguments;
    private Process? _process;

    private RedisServer(int port, string[] arguments) => (_port, _arguments) = (port, arguments);

    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "redis-server")));

    public string Address => string.Create(CultureInfo.InvariantCulture, $"redis://127.0.0.1:{_port}");

    /// <param name="arguments">What else the server takes, such as --requirepass.</param>
    public static async Task<RedisServer> StartAsync(params string[] arguments)
    {
        var server = new RedisServer(FreePort(), arguments);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>
    /// A port that nobody listens on and that no system gives to whoever takes any: those begin above. Never the same twice,
    /// since connections to an address belong to the process, and one to a server that is gone may still be there.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(20000, 32000);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                if (Given.TryAdd(port, true))
                {
                    return port;
                }
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }

    /// <summary>Starts it, empty, on the same port.</summary>
    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo("redis-server") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["--bind", "127.0.0.1", "--port", _port.ToString(CultureInfo.InvariantCulture), "--save", "", "--appendonly", "no", .. _arguments])
        {
            start.ArgumentList.Add(argument);
        }

        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("eady to accept connections", StringComparison.Ordinal) == true)
            {
                ready.TrySetResult();
            }
        };
        _process.Start();
        _process.BeginOutputReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>Ends it at once: what it knew is gone.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    public async ValueTask DisposeAsync() => await KillAsync();
}
