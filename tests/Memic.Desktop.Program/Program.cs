using System.Globalization;

namespace Memic.Desktop.Program;

/// <summary>Makes calls with the client as .NET Framework has it, and writes what came of each as "name=value".</summary>
internal static class Program
{
    private const int Connections = 100;

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments[0] == "module")
        {
            LoadedModule.AskStore(arguments[1]);
            return 0;
        }

        var (what, service, key) = (arguments[0], new Uri(arguments[1]), arguments[2]);
        await (what == "limit" ? LimitAsync(service, key) : CallAsync(service, key, arguments[3])).ConfigureAwait(false);
        return 0;
    }

    private static async Task CallAsync(Uri service, string key, string path)
    {
        using var connection = Connect(service, key);
        var client = new MemicClient(connection);
        using var poller = new FileStatusPoller(client, TimeSpan.FromMinutes(1), default);
        var sent = await client.Files.UploadAsync(new FileUploadRequest { Path = path }, default).ConfigureAwait(false);
        Write("sent", sent.Name);
        Write("status", (await poller.WaitAsync(sent).ConfigureAwait(false)).Status);
        Write("scope", connection.GetRateLimits()[0].Scope);
        Write("used", connection.GetRateLimits().First(limit => limit.Category == RateCategory.Ingestion).Used);

        Write("unknown", await FailureAsync(() => client.Files.GetStatusAsync(Guid.NewGuid().ToString(), default)).ConfigureAwait(false));
        using var wrong = Connect(service, "mk_live_WRONG");
        Write("key", await FailureAsync(() => new MemicClient(wrong).Account.GetContextAsync(default)).ConfigureAwait(false));
        using var nobody = Connect(new Uri("http://127.0.0.1:1/"), key);
        Write("network", await FailureAsync(() => new MemicClient(nobody).Account.GetContextAsync(default)).ConfigureAwait(false));
        Write("many", (await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => ListAsync(service, key))).ConfigureAwait(false)).Sum());
    }

    private static async Task<int> ListAsync(Uri service, string key)
    {
        using var connection = Connect(service, key);
        return (await new MemicClient(connection).Files.GetPageAsync(1, default).ConfigureAwait(false)).Files.Count;
    }

    /// <summary>Shares a limit with another process that does the same.</summary>
    private static async Task LimitAsync(Uri service, string key)
    {
        using var connection = Connect(service, key, new RateLimits { List = 8, Window = TimeSpan.FromSeconds(2) });
        var client = new MemicClient(connection);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.Files.GetPageAsync(1, default))).ConfigureAwait(false);
        Write("scope", connection.GetRateLimits()[0].Scope);
    }

    private static MemicConnection Connect(Uri service, string key, RateLimits? limits = null) => new(new MemicConnectionSettings
    {
        ApiKey = new ApiKey(key),
        BaseUri = service,
        NoProxy = true,
        RateLimits = limits ?? new RateLimits(),
        Retry = new RetrySettings { MaximumRetryCount = 1 },
    });

    private static async Task<string> FailureAsync<T>(Func<Task<T>> call)
    {
        try
        {
            await call().ConfigureAwait(false);
            return "none";
        }
        catch (MemicException e)
        {
            return FormattableString.Invariant($"{e.Code} after {e.Attempts}");
        }
    }

    private static void Write(string name, object? value) => Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0}={1}", name, value));
}
