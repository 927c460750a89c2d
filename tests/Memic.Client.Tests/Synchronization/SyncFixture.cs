using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Memic.Client.Tests;

/// <summary>A folder named docs, an emulator, and runs that keep them in step.</summary>
internal sealed class SyncFixture : IAsyncDisposable
{
    private readonly TestEnvironment _environment;
    private readonly TempFolder _locks = new();

    private SyncFixture(TestEnvironment environment)
    {
        _environment = environment;
        Docs = Directory.CreateDirectory(Path.Combine(environment.Folder.Path, "docs")).FullName;
    }

    public string Docs { get; }

    public TestEnvironment Environment => _environment;

    public MemicEmulator Emulator => _environment.Emulator;

    /// <summary>The results of the last run, in the order of completion.</summary>
    public List<MemicSyncResult> Results { get; } = [];

    /// <summary>What the last run asked before it did it.</summary>
    public List<MemicSyncResult> Asked { get; } = [];

    public MemicUnfinishedFiles NotBegun { get; private set; } = new();

    /// <summary>The results of the last run as "Action name".</summary>
    public IEnumerable<string> Outcomes => Results.Select(result => $"{result.Action} {Path.GetRelativePath(Docs, result.Path).Replace('\\', '/')}").Order(StringComparer.Ordinal);

    /// <summary>The files that the service holds as "reference id status".</summary>
    public IEnumerable<string> Held => Emulator.Files.All.Select(file => $"{file.ReferenceId} {Emulator.Files.GetState(file).Status}").Order(StringComparer.Ordinal);

    /// <summary>The requests since the last run began, without those that only read.</summary>
    public IEnumerable<string> Writes => Calls.Where(call => !call.StartsWith("GET ", StringComparison.Ordinal));

    /// <summary>The requests since the last run began.</summary>
    public IEnumerable<string> Calls => _environment.Calls.Skip(Before);

    private int Before { get; set; }

    public static async Task<SyncFixture> StartAsync(Action<EmulatorOptions>? emulator = null) => new(await TestEnvironment.StartAsync(emulator));

    public string Write(string path, string text = "Some notes.")
    {
        var full = Path.Combine(Docs, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    /// <summary>Puts a file into the service as a run of before would have left it.</summary>
    public Guid Seed(string path, string text = "Some notes.", string? status = "ready", string source = "docs", string? hash = null) => Emulator.Files.Seed(new FileSeed
    {
        Name = Path.GetFileName(path),
        Text = text,
        Status = status,
        ReferenceId = SyncIdentity.ToReferenceId(source, path),
        Metadata = JsonNode.Parse(JsonValueWriter.ToElement(new SyncMarker(source, path, hash ?? HashOf(text), Encoding.UTF8.GetByteCount(text), "").ToMetadata(null)).GetRawText())!.AsObject(),
    }).Id;

    public async Task<MemicSyncSummary> RunAsync(Action<FolderSyncOptions>? change = null, Func<MemicSyncResult, bool>? confirm = null) =>
        await _environment.RunAsync(Begin(change, confirm));

    public Task<MemicException> FailureAsync(Action<FolderSyncOptions>? change = null) => _environment.FailureOfAsync(Begin(change, null));

    public Task<MemicSyncSummary> Begin(Action<FolderSyncOptions>? change = null, Func<MemicSyncResult, bool>? confirm = null, MemicClient? client = null, CancellationToken cancellationToken = default)
    {
        Results.Clear();
        Asked.Clear();
        Before = _environment.Requests.Count;
        var options = new FolderSyncOptions { Path = Docs, LockFolder = _locks.Path };
        change?.Invoke(options);
        var synchronizer = new FolderSynchronizer(client ?? _environment.Client, options, ConfirmAsync, ReportAsync);
        NotBegun = synchronizer.NotBegun;
        return synchronizer.RunAsync(cancellationToken);

        Task<bool> ConfirmAsync(MemicSyncResult planned, CancellationToken token)
        {
            lock (Asked)
            {
                Asked.Add(planned);
            }

            return Task.FromResult(confirm?.Invoke(planned) ?? true);
        }

        Task ReportAsync(MemicSyncResult result, CancellationToken token)
        {
            lock (Results)
            {
                Results.Add(result);
            }

            return Task.CompletedTask;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _environment.DisposeAsync();
        _locks.Dispose();
    }

    private static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
}
