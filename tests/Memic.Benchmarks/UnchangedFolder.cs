using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;

namespace Memic.Benchmarks;

/// <summary>Measures what the synchronization of a folder costs in which nothing has changed: time, list pages, and memory.</summary>
internal sealed class UnchangedFolder(EmulatorProcess emulator) : IDisposable
{
    private const int SeedSize = 1000;

    private readonly HttpClient _http = new() { BaseAddress = new Uri(emulator.BaseUri.GetLeftPart(UriPartial.Authority)) };

    public async Task RunAsync()
    {
        // Compiles what is measured.
        await MeasureAsync("warm-up", 200, 4000, RateLimits.None, megabytes: null, total: false);
        await MeasureAsync("10,000 files of 4 KB", 10_000, 4000, RateLimits.None, megabytes: 100, total: false);
        await MeasureAsync("the same with the limit of lists", 10_000, 4000, new RateLimits(), megabytes: 100, total: false);
        await MeasureAsync("100,000 files, with the limit", 100_000, 20, new RateLimits(), megabytes: 500, total: true);
    }

    public void Dispose() => _http.Dispose();

    private async Task MeasureAsync(string what, int files, int size, RateLimits limits, int? megabytes, bool total)
    {
        using var connection = new MemicConnection(new MemicConnectionSettings
        {
            ApiKey = new ApiKey(EmulatorProcess.Key), BaseUri = emulator.BaseUri, NoProxy = true, RateLimits = limits, RateLimitScope = RateLimitScope.Process,
        });
        var folder = Directory.CreateTempSubdirectory("memic-bench-").FullName;
        try
        {
            await SeedAsync(folder, files, size);
            var options = new FolderSyncOptions { Path = folder, Source = "bench" };
            var synchronizer = new FolderSynchronizer(new MemicClient(connection), options, (_, _) => Task.FromResult(true), (_, _) => Task.CompletedTask);
            GC.Collect();
            var before = total ? 0 : Environment.WorkingSet;
            MemicSyncSummary? summary = null;
            var watch = Stopwatch.StartNew();
            var peak = await PeakMemory.WhileAsync(async () => summary = await synchronizer.RunAsync(CancellationToken.None));
            var seconds = watch.Elapsed.TotalSeconds;
            var requests = await _http.GetFromJsonAsync<List<SeenRequest>>("/_emulator/requests") ?? [];
            if (summary!.Counts[MemicSyncAction.Unchanged] != files || requests.Exists(request => request.Method != "GET" || !request.Path.EndsWith("/files", StringComparison.Ordinal)))
            {
                throw new InvalidOperationException($"{what}: {summary}; {requests.Count} requests");
            }

            Console.WriteLine($"{what}: {requests.Count} list pages, {seconds:0.0} s");
            if (megabytes is { } most)
            {
                Report.Amount(total ? "  memory of the whole process" : "  memory more than before", (peak - before) / (1024 * 1024), "MB", most);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            using var reset = await _http.PostAsync("/_emulator/reset", content: null);
        }
    }

    private async Task SeedAsync(string folder, int files, int size)
    {
        var text = new string('.', size);
        foreach (var numbers in Enumerable.Range(0, files).Chunk(SeedSize))
        {
            var below = Directory.CreateDirectory(Path.Combine(folder, $"{numbers[0]:000000}")).Name;
            var seeds = new List<object>();
            foreach (var number in numbers)
            {
                var (name, content) = ($"{number:000000}.txt", Encoding.UTF8.GetBytes($"{number:000000}{text}"));
                await File.WriteAllBytesAsync(Path.Combine(folder, below, name), content);
                seeds.Add(new
                {
                    name,
                    size = content.Length,
                    referenceId = $"bench/{below}/{name}",
                    metadata = new Dictionary<string, object>
                    {
                        ["memic_sync_source"] = "bench",
                        ["memic_sync_path"] = $"{below}/{name}",
                        ["memic_sync_sha256"] = Convert.ToHexStringLower(SHA256.HashData(content)),
                        ["memic_sync_size"] = content.Length,
                    },
                });
            }

            using var response = await _http.PostAsJsonAsync("/_emulator/files", seeds);
            response.EnsureSuccessStatusCode();
        }

        // What stays in memory of this belongs to no run.
        using var cleared = await _http.DeleteAsync("/_emulator/requests");
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
    }

    private sealed record SeenRequest(string Method, string Path);
}
