using System.Diagnostics;
using System.Net.NetworkInformation;
using System.Runtime.CompilerServices;

namespace Memic.Benchmarks;

/// <summary>Measures what a thousand connections in one process take, each with a key of its own, and what is left when they are closed.</summary>
internal sealed class ManyConnections(SampleFiles files)
{
    private const int Count = 1000;
    private const int AtOnce = 100;
    private const double MegaByte = 1 << 20;

    public async Task RunAsync()
    {
        string[] keys = [.. Enumerable.Range(0, Count).Select(n => $"mk_live_EXAMPLE{n}")];
        using var emulator = EmulatorProcess.Start(keys);
        string[] paths = [files.Make("customer-1.txt", 4000), files.Make("customer-2.txt", 4000)];

        // The first ones also pay for what is loaded once, and for pools of buffers.
        await UseAsync(emulator.BaseUri, keys[..AtOnce], paths);
        Collect();
        var (heap, working, threads, timers) = (GC.GetTotalMemory(true), Environment.WorkingSet, Process.GetCurrentProcess().Threads.Count, Timer.ActiveCount);

        var watch = Stopwatch.StartNew();
        var (peak, peakThreads) = await UseAsync(emulator.BaseUri, keys, paths);
        Report.Amount($"{Count} connections, 2 files each", watch.Elapsed.TotalSeconds, "s", 60);
        Report.Amount("  working set, more than before", (peak - working) / MegaByte, "MB", 200);
        Report.Amount("  threads, more than before", peakThreads - threads, string.Empty, 24);

        // A count is kept until its window is over, and what has a finalizer for one collection more.
        for (var attempt = 0; attempt < 50 && (Sockets(emulator.BaseUri) > 0 || Timer.ActiveCount > timers || GC.GetTotalMemory(true) > heap + MegaByte); attempt++)
        {
            await Task.Delay(100);
            Collect();
        }

        Report.Amount("  sockets left when they are closed", Sockets(emulator.BaseUri), string.Empty, 0);
        Report.Amount("  timers left", Math.Max(0, Timer.ActiveCount - timers), string.Empty, 0);
        Report.Amount("  heap left", (GC.GetTotalMemory(true) - heap) / MegaByte, "MB", 1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<(long WorkingSet, int Threads)> UseAsync(Uri service, string[] keys, string[] paths)
    {
        MemicConnection[] connections = [.. keys.Select(key => new MemicConnection(new MemicConnectionSettings
        {
            ApiKey = new ApiKey(key), BaseUri = service, NoProxy = true, RateLimits = new RateLimits { Window = TimeSpan.FromSeconds(1) },
        }))];
        await Parallel.ForEachAsync(connections, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (connection, cancellationToken) =>
        {
            var client = new MemicClient(connection);
            await Task.WhenAll(paths.Select(path => client.Files.UploadAsync(new FileUploadRequest { Path = path }, cancellationToken)));
        });
        var (working, threads) = (Environment.WorkingSet, Process.GetCurrentProcess().Threads.Count);
        Array.ForEach(connections, connection => connection.Dispose());
        return (working, threads);
    }

    private static int Sockets(Uri service) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Count(socket => socket.RemoteEndPoint.Port == service.Port && socket.State == TcpState.Established);

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
