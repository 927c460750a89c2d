using System.Net.NetworkInformation;
using System.Runtime.CompilerServices;

namespace Memic.RateLimiting.Tests;

/// <summary>A process that serves many customers, each with a key of its own. It counts what the process has, and comes when nothing else runs in it.</summary>
[CollectionDefinition(nameof(CustomersTests), DisableParallelization = true)]
[Collection(nameof(CustomersTests))]
public class CustomersTests
{
    private const int Customers = 1000;
    private const int AtOnce = 50;

    [Fact]
    public async Task A_thousand_connections_that_were_closed_give_back_their_sockets_timers_files_and_memory()
    {
        var folder = Directory.CreateTempSubdirectory("memic-tests-").FullName;
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", folder);
        try
        {
            string[] keys = [.. Enumerable.Range(0, Customers).Select(n => $"mk_test_{n:d4}_EXAMPLE")];
            await using var emulator = await MemicEmulator.StartAsync(new EmulatorOptions { Keys = keys.ToDictionary(key => key, _ => new ApiKeyScope()) });
            await UseAsync(emulator.BaseUri, keys[..1]);
            await UntilAsync(() => Sockets(emulator.BaseUri) == 0);
            var timers = Timer.ActiveCount;

            var connections = await UseAsync(emulator.BaseUri, keys);

            Assert.Equal(Customers + 1, emulator.Requests.All.Count);
            await UntilAsync(() => Sockets(emulator.BaseUri) == 0);
            await UntilAsync(() => Timer.ActiveCount <= timers + 5);
            await UntilAsync(() => OpenCounts(folder) == 0);
            await UntilAsync(() => Alive(connections) <= 5);
        }
        finally
        {
            Environment.SetEnvironmentVariable("XDG_DATA_HOME", null);
            Directory.Delete(folder, recursive: true);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<List<WeakReference>> UseAsync(Uri service, string[] keys)
    {
        // A short window, since a count is let go when nothing is in its window any more.
        MemicConnection[] connections = [.. keys.Select(key => new MemicConnection(new MemicConnectionSettings
        {
            ApiKey = new ApiKey(key), BaseUri = service, NoProxy = true, RateLimits = new RateLimits { Window = TimeSpan.FromMilliseconds(200) },
        }))];
        await Parallel.ForEachAsync(connections, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (connection, cancellationToken) =>
            await new MemicClient(connection).Files.GetPageAsync(1, cancellationToken));
        await UntilAsync(() => Sockets(service) == keys.Length);
        Array.ForEach(connections, connection => connection.Dispose());
        return [.. connections.Select(connection => new WeakReference(connection))];
    }

    /// <summary>How many sockets the service's clients have. Of a system that opens others meanwhile, the list can leave one out or name it twice.</summary>
    private static int Sockets(Uri service) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Where(socket => socket.RemoteEndPoint.Port == service.Port && socket.State == TcpState.Established)
        .DistinctBy(socket => socket.LocalEndPoint).Count();

    /// <summary>How many files of counts the process has open, where the system tells.</summary>
    private static int OpenCounts(string folder) => !OperatingSystem.IsLinux() ? 0
        : File.ReadLines("/proc/self/maps").Count(line => line.Contains(folder, StringComparison.Ordinal))
            + new DirectoryInfo("/proc/self/fd").EnumerateFiles().Count(file => file.LinkTarget?.StartsWith(folder, StringComparison.Ordinal) == true);

    private static int Alive(List<WeakReference> connections)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return connections.Count(connection => connection.IsAlive);
    }

    private static async Task UntilAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string? what = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!condition())
        {
            Assert.False(limit.IsCancellationRequested, what);
            await Task.Delay(50);
        }
    }
}
