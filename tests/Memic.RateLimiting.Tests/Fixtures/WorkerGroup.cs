using System.Globalization;
using System.Text.Json;

namespace Memic.RateLimiting.Tests;

/// <summary>Several processes that upload with one key at the same time, and what the emulator saw of it.</summary>
internal sealed class WorkerGroup : IAsyncDisposable
{
    public const int Limit = 24;
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(4);

    private readonly MemicEmulator _emulator;
    private readonly string _folder = Directory.CreateTempSubdirectory("memic-tests-").FullName;

    private WorkerGroup(MemicEmulator emulator) => _emulator = emulator;

    public IReadOnlyList<Worker> Workers { get; private set; } = [];

    /// <summary>What counts towards the limit, oldest first: who sent it, and when.</summary>
    public IReadOnlyList<(string Worker, TimeSpan At)> Counted
    {
        get
        {
            var requests = _emulator.Requests.All.Where(request => request.Method == "POST").ToList();
            return [.. requests.Select(request => (request.Headers["User-Agent"], request.At - requests[0].At))];
        }
    }

    /// <summary>The names of all files whose upload began, in order.</summary>
    public IReadOnlyList<string> Files =>
        [.. _emulator.Requests.All.Where(request => request.Path.EndsWith("/init", StringComparison.Ordinal)).Select(request => NameOf(request.Body!)).Order(StringComparer.Ordinal)];

    /// <summary>Starts processes and lets them begin together.</summary>
    /// <param name="count">How many.</param>
    /// <param name="files">How many files each uploads.</param>
    /// <param name="store">The store that they share; without one they share their home.</param>
    public static async Task<WorkerGroup> StartAsync(int count, int files, string? store = null)
    {
        var group = new WorkerGroup(await MemicEmulator.StartAsync(new EmulatorOptions { RateWindow = Window, RateLimits = { [Emulator.RateCategory.Ingestion] = Limit } }));
        string[] arguments = [Text($"{files}"), Text($"{Limit}"), Text($"{Window.TotalMilliseconds}"), .. store is null ? Array.Empty<string>() : [store]];
        group.Workers = [.. Enumerable.Range(0, count).Select(n => new Worker($"worker{n}", group.Home(store is null ? "machine" : $"machine{n}"), group._emulator.BaseUri, arguments))];
        await Task.WhenAll(group.Workers.Select(worker => worker.ReadyAsync()));
        foreach (var worker in group.Workers)
        {
            worker.Go();
        }

        return group;
    }

    /// <summary>Waits until so many requests were counted.</summary>
    public Task CountedAsync(int count) => UntilAsync(() => Counted.Count >= count);

    /// <summary>Waits until so many requests of each worker were counted.</summary>
    public Task EachCountedAsync(int count) => UntilAsync(() => Counted is var counted && Workers.All(worker => counted.Count(request => request.Worker == worker.Name) >= count));

    /// <summary>No request was one too many. If one was, the message says when each was counted, and when its worker sent it and had the reply.</summary>
    public void AssertNoRefusal()
    {
        var start = _emulator.Requests.All[0].At.UtcDateTime;
        Assert.True(_emulator.RateLimits.Rejections == 0, string.Join('\n', [
            "Counted: " + string.Join(' ', _emulator.Requests.All.Where(request => request.Method == "POST").Select(request => Text($"{(request.At.UtcDateTime - start).TotalSeconds:0.000}:{request.Headers["User-Agent"][^1]}:{request.Status}"))),
            .. Workers.Select(worker => $"{worker.Name}: {string.Join(' ', worker.Requests.Select(request => Text($"{(request.Sent - start).TotalSeconds:0.000}-{(request.Read - start).TotalSeconds:0.000}")))}"),
        ]));
    }

    public Task ExitAsync() => Task.WhenAll(Workers.Select(worker => worker.ExitAsync()));

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in Workers)
        {
            await worker.DisposeAsync();
        }

        await _emulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            Assert.Contains(Workers, worker => !worker.HasExited);
            await Task.Delay(20);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string NameOf(string body) => JsonDocument.Parse(body).RootElement.EnumerateObject().First(property => property.Name.Contains("name", StringComparison.OrdinalIgnoreCase)).Value.GetString()!;

    private string Home(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
}
