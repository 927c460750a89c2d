using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;

namespace Memic.Benchmarks;

/// <summary>
/// Minutes of disorder: many connections in one process, faults, cancellation and closed connections at random moments, rate
/// limits that close, readers that stand still. Afterwards nothing may be left: no count, no call, no unobserved exception, no memory.
/// </summary>
internal sealed class Soak(EmulatorProcess emulator, SampleFiles files, TimeSpan duration) : IDisposable
{
    private const int Workers = 24;
    private const double MegaByte = 1 << 20;

    // Short, so that a run sees hundreds of windows.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    private readonly HttpClient _control = new();
    private readonly string[] _paths = [files.Make("soak-small.txt", 2_000), files.Make("soak-large.txt", 1_500_000)];
    private readonly MemicConnection[] _connections = [.. Enumerable.Range(0, 4).Select(n => Connect(emulator, n))];
    private long _done, _failed, _cancelled, _unexpected, _unobserved, _open;

    public async Task<bool> RunAsync()
    {
        TaskScheduler.UnobservedTaskException += Unobserved;
        var watch = Stopwatch.StartNew();
        using var end = new CancellationTokenSource(duration);
        var workers = Enumerable.Range(0, Workers).Select(n => Task.Run(() => WorkAsync(n, end.Token))).ToList();
        var faults = Task.Run(() => InjectAsync(end.Token));
        var memory = new List<long>();
        while (!end.IsCancellationRequested)
        {
            await Task.WhenAny(Task.Delay(duration / 10, CancellationToken.None), Task.WhenAll(workers));
            memory.Add(GC.GetTotalMemory(forceFullCollection: true));
            Write($"{watch.Elapsed.TotalSeconds:0} s: {_done} done, {_failed} failed, {_cancelled} cancelled, {_unexpected} unexpected, heap {memory[^1] / MegaByte:0.0} MB, {ThreadPool.ThreadCount} threads");
        }

        await Task.WhenAll([.. workers, faults]);
        await Task.Delay(Window * 2, CancellationToken.None);
        var used = _connections.SelectMany(connection => connection.GetRateLimits()).Sum(limit => limit.Used);
        Array.ForEach(_connections, connection => connection.Dispose());
        Collect();
        Collect();
        TaskScheduler.UnobservedTaskException -= Unobserved;
        var (early, late) = (memory[1..4].Average() / MegaByte, memory[^3..].Average() / MegaByte);
        Write($"end: {used} used of all limits, {_open} calls open, {_unobserved} unobserved exceptions, {_unexpected} unexpected errors, heap {early:0.0} MB early, {late:0.0} MB late");
        return used == 0 && _open == 0 && _unobserved == 0 && _unexpected == 0 && late < early + 2;
    }

    public void Dispose()
    {
        _control.Dispose();
        Array.ForEach(_connections, connection => connection.Dispose());
    }

    private static MemicConnection Connect(EmulatorProcess emulator, int number) => new(new MemicConnectionSettings
    {
        ApiKey = new ApiKey(EmulatorProcess.Key),
        Name = $"soak{number}",
        BaseUri = emulator.BaseUri,
        NoProxy = true,
        Timeout = TimeSpan.FromSeconds(3),
        StallTimeout = TimeSpan.FromSeconds(2),
        RateLimitScope = RateLimitScope.Process,
        RateLimits = new RateLimits { Ingestion = 100, Status = 100, List = 40, Search = 20, Chat = 10, Prompts = 40, Window = Window },
        Retry = new RetrySettings { MaximumRetryCount = 1, MaximumRetryDelay = TimeSpan.FromSeconds(3) },
    });

    private async Task WorkAsync(int worker, CancellationToken end)
    {
        var random = new Random(worker);
        while (!end.IsCancellationRequested)
        {
            var reader = new SlowReader(random.Next(8) == 0 ? random.Next(500) : 0);
            using var stop = new CancellationTokenSource();
            using var brief = random.Next(16) == 0 ? Connect(emulator, Workers + worker) : null;
            var client = new MemicClient(brief ?? _connections[random.Next(_connections.Length)], reader);
            using var close = new Timer(_ => brief?.Dispose(), null, random.Next(200), Timeout.Infinite);
            if (random.Next(3) == 0)
            {
                stop.CancelAfter(random.Next(400));
            }

            Interlocked.Increment(ref _open);
            try
            {
                await CallAsync(client, random, stop.Token);
                Interlocked.Increment(ref _done);
            }
            catch (MemicException)
            {
                Interlocked.Increment(ref _failed);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                Interlocked.Increment(ref _cancelled);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Interlocked.Increment(ref _unexpected);
                Write(e.ToString());
            }
            finally
            {
                Interlocked.Decrement(ref _open);
            }
        }
    }

    private async Task CallAsync(MemicClient client, Random random, CancellationToken cancellationToken)
    {
        switch (random.Next(5))
        {
            case 0:
                await client.Account.GetContextAsync(cancellationToken);
                break;
            case 1:
                await client.Files.GetPageAsync(1, cancellationToken);
                break;
            case 2:
                await client.Files.GetStatusAsync(Guid.NewGuid().ToString(), cancellationToken);
                break;
            case 3:
                await client.Files.UploadAsync(new FileUploadRequest { Path = _paths[random.Next(_paths.Length)] }, cancellationToken);
                break;
            default:
                await UploadAndWaitAsync(client, cancellationToken);
                break;
        }
    }

    private async Task UploadAndWaitAsync(MemicClient client, CancellationToken cancellationToken)
    {
        using var poller = new FileStatusPoller(client, TimeSpan.FromSeconds(1), cancellationToken);
        try
        {
            await poller.WaitAsync(await client.Files.UploadAsync(new FileUploadRequest { Path = _paths[0] }, cancellationToken));
        }
        finally
        {
            await poller.Completion;
        }
    }

    /// <summary>Keeps a few faults waiting for whoever comes next.</summary>
    private async Task InjectAsync(CancellationToken end)
    {
        object[] faults =
        [
            new { status = 503 }, new { status = 429, retryAfter = "1" }, new { kind = "reset" }, new { kind = "lostReply" }, new { kind = "cutBody" },
            new { method = "PUT", kind = "abortAfterBytes", bytes = 1000 }, new { method = "PUT", kind = "stall", bytes = 1000 }, new { method = "PUT", kind = "expireUrl" },
            new { status = 500, body = "<html>", contentType = "text/html" }, new { path = "/files", status = 200, body = "{" },
        ];
        var random = new Random(1);
        while (!end.IsCancellationRequested)
        {
            using var response = await _control.PostAsJsonAsync(new Uri(emulator.BaseUri, "/_emulator/faults"), faults[random.Next(faults.Length)], CancellationToken.None);
            response.EnsureSuccessStatusCode();
            await Task.Delay(500, CancellationToken.None);
        }
    }

    private void Unobserved(object? sender, UnobservedTaskExceptionEventArgs e)
    {
        Interlocked.Increment(ref _unobserved);
        Write(e.Exception.ToString());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static void Write(FormattableString line) => Write(line.ToString(CultureInfo.InvariantCulture));

    private static void Write(string line) => Console.WriteLine(line);

    private sealed class SlowReader(int milliseconds) : IMemicObserver
    {
        public MemicProgress Progress { get; } = new();

        public bool IsEnabled(DiagnosticLevel level) => milliseconds > 0;

        public Task ReportAsync(MemicNotification notification, CancellationToken cancellationToken) => Task.Delay(milliseconds, cancellationToken);
    }
}
