using System.Diagnostics;
using System.Globalization;

namespace Memic.RateLimiting.Tests;

/// <summary>
/// One of several processes that share a key: it uploads files of its own as fast as it may, when its standard input says
/// so, and writes what a user would see.
/// </summary>
internal static class Program
{
    private static async Task Main(string[] arguments)
    {
        var (service, name, files, limit, window, store) = (arguments[0], arguments[1], Number(arguments[2]), Number(arguments[3]), Number(arguments[4]), arguments.ElementAtOrDefault(5));
        using var listener = new ActivityListener { ShouldListenTo = source => source.Name == "Memic", Sample = (ref _) => ActivitySamplingResult.AllData, ActivityStopped = Report };
        ActivitySource.AddActivityListener(listener);
        var folder = Directory.CreateTempSubdirectory("memic-worker-").FullName;
        try
        {
            using var connection = new MemicConnection(new MemicConnectionSettings
            {
                ApiKey = new ApiKey(EmulatorOptions.DefaultKey),
                BaseUri = new Uri(service),
                NoProxy = true,
                UserAgent = name,
                RateLimits = new RateLimits { Ingestion = limit, Window = TimeSpan.FromMilliseconds(window) },
                RateLimitStore = store,
            });
            Console.WriteLine("ready");
            await Console.In.ReadLineAsync();

            await UploadAsync(new MemicClient(connection, new ConsoleObserver()), folder, name, files);
            var ingestion = (await connection.GetRateLimitsAsync(default)).First(limit => limit.Category == Memic.RateCategory.Ingestion);
            Console.WriteLine($"done {ingestion.Scope}");
        }
        catch (MemicException e)
        {
            Console.WriteLine($"error {e.Code} {e.Message}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task UploadAsync(MemicClient client, string folder, string name, int files)
    {
        using var queue = new UploadQueue(client, 12, null, default);
        var uploads = new List<Task<MemicFile>>();
        for (var n = 0; n < files; n++)
        {
            var path = Path.Combine(folder, $"{name}-{n}.txt");
            await File.WriteAllTextAsync(path, path);
            uploads.Add(await queue.AddAsync(new FileUploadRequest { Path = path }));
        }

        await Task.WhenAll(uploads);
    }

    private static void Report(Activity request)
    {
        if (request.OperationName is "files.init" or "files.confirm")
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"request {request.StartTimeUtc.Ticks} {(request.StartTimeUtc + request.Duration).Ticks}"));
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private sealed class ConsoleObserver : IMemicObserver
    {
        public MemicProgress Progress { get; } = new();

        public bool IsEnabled(DiagnosticLevel level) => level is DiagnosticLevel.Warning or DiagnosticLevel.Verbose;

        public Task ReportAsync(MemicNotification notification, CancellationToken cancellationToken)
        {
            Console.WriteLine($"{notification.Level} {notification.Text}");
            return Task.CompletedTask;
        }
    }
}
