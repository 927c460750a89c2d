namespace Memic.Client.Tests;

/// <summary>A client and an emulator, over real sockets and on one clock.</summary>
internal sealed class TestEnvironment : IAsyncDisposable
{
    public const string Key = EmulatorOptions.DefaultKey;

    // Odd lengths, so that the clock can tell these timers from every other.
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(101);
    private static readonly TimeSpan StallTimeout = TimeSpan.FromSeconds(61);

    private readonly List<MemicConnection> _connections = [];

    private TestEnvironment(FakeTime time, MemicEmulator emulator)
    {
        (Time, Emulator) = (time, emulator);
        Driver = new ClockDriver(time, emulator);
    }

    public FakeTime Time { get; }

    public MemicEmulator Emulator { get; }

    public ClockDriver Driver { get; }

    public RecordingObserver Observer { get; } = new();

    public TempFolder Folder { get; } = new();

    public MemicConnection Connection => _connections[0];

    public MemicClient Client => field ??= new MemicClient(Connection, Observer);

    /// <summary>Every request so far, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> Requests => Emulator.Requests.All;

    /// <summary>Every request so far as "METHOD /path" below the base, with * for ids and storage names.</summary>
    public IEnumerable<string> Calls => Requests.Select(CallOf);

    public static async Task<TestEnvironment> StartAsync(Action<EmulatorOptions>? emulator = null, Action<MemicConnectionSettings>? settings = null)
    {
        var time = new FakeTime { Guards = { RequestTimeout, StallTimeout } };
        var options = new EmulatorOptions { TimeProvider = time };
        emulator?.Invoke(options);
        var environment = new TestEnvironment(time, await MemicEmulator.StartAsync(options));
        environment.Connect(settings);
        return environment;
    }

    /// <summary>Another connection to the same emulator.</summary>
    public MemicConnection Connect(Action<MemicConnectionSettings>? change = null)
    {
        var settings = new MemicConnectionSettings
        {
            ApiKey = new ApiKey(Key), BaseUri = Emulator.BaseUri, TimeProvider = Time, Timeout = RequestTimeout, StallTimeout = StallTimeout, NoProxy = true,
        };
        change?.Invoke(settings);
        var connection = new MemicConnection(settings);
        _connections.Add(connection);
        return connection;
    }

    public Task<T> RunAsync<T>(Task<T> task) => Driver.RunAsync(task);

    public Task RunAsync(Task task) => Driver.RunAsync(task);

    /// <summary>Runs something that fails, and returns the failure.</summary>
    public Task<MemicException> FailureOfAsync(Task task) => Assert.ThrowsAsync<MemicException>(() => Driver.RunAsync(task));

    public Task<MemicFile> SendAsync(FileUploadRequest file, MemicClient? client = null) => RunAsync((client ?? Client).Files.UploadAsync(file, default));

    public Task<MemicFile> SendAsync(string path) => SendAsync(new FileUploadRequest { Path = path });

    public Task<MemicException> FailureOfSendingAsync(string path) => FailureOfAsync(Client.Files.UploadAsync(new FileUploadRequest { Path = path }, default));

    /// <summary>A call that exists for its failure.</summary>
    public Task<MemicException> FailureOfContextAsync() => FailureOfAsync(Client.Account.GetContextAsync(default));

    public static string CallOf(RecordedRequest request) => request.Method + " " + (
        request.Path.StartsWith("/storage/", StringComparison.Ordinal) ? "/storage/*"
        : string.Join('/', request.Path.Replace("/api/v1", "", StringComparison.Ordinal).Split('/').Select(part => Guid.TryParse(part, out _) ? "*" : part)));

    public async ValueTask DisposeAsync()
    {
        _connections.ForEach(connection => connection.Dispose());
        await Emulator.DisposeAsync();
        Folder.Dispose();
    }
}
