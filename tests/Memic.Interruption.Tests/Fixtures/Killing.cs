using System.Globalization;
using Xunit.Abstractions;

namespace Memic.Interruption.Tests;

/// <summary>
/// A job that is killed again and again at random moments, while people change the folder between its runs. After each kill it
/// runs again to the end, and what the service holds is compared with the folder.
/// </summary>
internal sealed class Killing : IAsyncDisposable
{
    private readonly JobKind _kind;
    private readonly ITestOutputHelper _output;
    private readonly Random _random;
    private readonly int _seed;
    private readonly string _root = Directory.CreateTempSubdirectory("memic-tests-").FullName;
    private readonly ConnectionCount _connections = new();
    private readonly MemicEmulator _emulator;
    private readonly ChangingFolder _folder;
    private readonly SortedDictionary<string, int> _stages = [];
    private JobProcess? _next;
    private int _kills;
    private int _leftovers;
    private int _earlyRepeats;
    private int _faults;

    private Killing(JobKind kind, MemicEmulator emulator, int seed, ITestOutputHelper output)
    {
        (_kind, _emulator, _seed, _output) = (kind, emulator, seed, output);
        _random = new Random(seed);
        _folder = new ChangingFolder(Directory.CreateDirectory(Path.Combine(_root, "docs")).FullName, _random);
    }

    /// <summary>Kills the job so often.</summary>
    public static async Task RunAsync(JobKind kind, int kills, ITestOutputHelper output)
    {
        var seed = Setting("MEMIC_TEST_SEED") ?? Random.Shared.Next();
        output.WriteLine($"MEMIC_TEST_SEED={seed}");
        var options = new EmulatorOptions { LimitsEnabled = false };
        await using var killing = new Killing(kind, await MemicEmulator.StartAsync(options), seed, output);
        await killing.RunAsync(Setting("MEMIC_TEST_KILLS") ?? kills);
    }

    public async ValueTask DisposeAsync()
    {
        if (_next is not null)
        {
            await _next.DisposeAsync();
        }

        await _emulator.DisposeAsync();
        _connections.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private static int? Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;

    private async Task RunAsync(int kills)
    {
        var foreign = _emulator.Files.Seed(new FileSeed { Name = "foreign.md", Text = "Somebody else's.", ReferenceId = "docs/file 0.md" });
        _folder.Add(8);
        _next = Start();
        while (_kills < kills)
        {
            // Sometimes twice in a row: a run that cleans up can be killed as well.
            await KillAsync();
            if (_random.Next(4) == 0)
            {
                await KillAsync();
            }

            // Sometimes at once, while the service may still be reading what the dead one has sent.
            if (_random.Next(2) == 0)
            {
                _earlyRepeats++;
                await CompleteAsync();
            }

            await _connections.NoneAsync();
            _leftovers += _emulator.Files.All.Count(file => !_emulator.Files.GetState(file).IsReady);
            await CompleteAsync();
            await _connections.NoneAsync();
            await ProcessedAsync();
            Check(foreign);
            Change();
        }

        _output.WriteLine($"{_kind}: {_kills} kills; after {string.Join(", ", _stages.Select(stage => $"{stage.Key} {stage.Value}"))}; {_leftovers} records left unfinished or unsearchable by them; repeated at once {_earlyRepeats} times; {_faults} requests failed in other ways; {_emulator.Files.GetHistory().Count} records in all");
    }

    private JobProcess Start() => new(_kind, _emulator.BaseUri, _folder.Path, Path.Combine(_root, "locks"));

    private async Task KillAsync()
    {
        // The next process starts while this one works: most of the time is that of starting processes.
        await using var process = _next!;
        _next = Start();
        var before = _emulator.Requests.All.Count;

        // Now and then something else goes wrong as well.
        for (var faults = _random.Next(4) == 0 ? _random.Next(1, 4) : 0; faults > 0; faults--)
        {
            _emulator.Faults.Add(CreateFault());
        }

        // Quick as a rule, so that more kills fit into the time; now and then slow enough to be killed while it waits.
        _emulator.Options.ProcessingTime = TimeSpan.FromMilliseconds(_random.Next(4) == 0 ? 150 : 10);
        var moment = _random.Next(4 + (4 * _folder.Changes));
        await process.BeginAsync();
        while (!process.HasExited && _emulator.Requests.All.Count - before < moment)
        {
            await Task.Delay(1);
        }

        await Task.Delay(_random.Next(2) * _random.Next(60));
        if (await process.KillAsync())
        {
            _kills++;
            var last = _emulator.Requests.All.Skip(before).LastOrDefault();
            var stage = last is null ? "the start" : $"{last.Method} {(last.Path.StartsWith("/storage", StringComparison.Ordinal) ? "storage" : last.Path[(last.Path.LastIndexOf('/') + 1)..] is { Length: < 30 } word ? word : "file")}";
            _stages[stage] = _stages.GetValueOrDefault(stage) + 1;
        }

        Assert.True(process.Output.Length == 0, Describe(process.Output));
        _faults += _emulator.Faults.All.Sum(fault => fault.Hits);
        _emulator.Faults.Clear();
    }

    private Fault CreateFault()
    {
        var (method, path) = _random.Next(6) switch
        {
            0 => ("GET", "*"),
            1 => ("POST", "/files/init"),
            2 => ("PUT", "/storage/*"),
            3 => ("DELETE", "*"),
            _ => ("POST", "/files/*/confirm"),
        };
        FaultKind[] kinds = [FaultKind.Reset, FaultKind.LostReply, FaultKind.LostReply, FaultKind.CutBody, FaultKind.Respond];
        var kind = kinds[_random.Next(kinds.Length)];
        return new Fault { Method = method, Path = path, Kind = kind, Status = kind == FaultKind.Respond ? 503 : null, Skip = _random.Next(4), Times = _random.Next(1, 3) };
    }

    private async Task CompleteAsync() => Assert.Equal(0, await Job.RunAsync(_kind, _emulator.BaseUri, _folder.Path, Path.Combine(_root, "locks")));

    /// <summary>What the dead one has confirmed is there for Send, which does not wait for it.</summary>
    private async Task ProcessedAsync()
    {
        while (_emulator.Files.All.Any(file => file.ConfirmedAt is not null && _emulator.Files.GetState(file).Remaining is not null))
        {
            await Task.Delay(1);
        }
    }

    private void Check(StoredFile foreign)
    {
        var held = _emulator.Files.All.Where(file => file != foreign).Select(file => $"{PlaceOf(file.ReferenceId)} {_emulator.Files.GetState(file).Status} {file.Content?.Sha256}").ToList();
        var expected = _folder.Files.Select(file => $"{file.Key} ready {file.Value}").ToList();
        Assert.True(expected.Order().SequenceEqual(held.Order()), Describe($"missing: {string.Join(", ", expected.Except(held))}; unexpected: {string.Join(", ", held.Except(expected))}; {held.Count} instead of {expected.Count}"));
        Assert.Same(foreign, _emulator.Files.Find(foreign.Id.ToString()));

        var history = _emulator.Files.GetHistory().Where(file => file.Id != foreign.Id).ToList();
        var gaps = SearchableTime.FindGaps(history, _folder, file => PlaceOf(file.ReferenceId), files => files.Keys)
            .Concat(SearchableTime.FindGaps(history, _folder, file => file.ContentSha256!, files => files.Values));
        Assert.True(!gaps.Any(), Describe(string.Join('\n', gaps)));
    }

    private void Change()
    {
        if (_kind == JobKind.Sync)
        {
            _folder.Change();
        }
        else
        {
            _folder.Add(_random.Next(1, 5));
        }
    }

    private string PlaceOf(string? referenceId) => _kind == JobKind.Sync && referenceId is not null ? referenceId["docs/".Length..] : referenceId ?? string.Empty;

    private string Describe(string what) => $"MEMIC_TEST_SEED={_seed}, after {_kills} kills: {what}";
}
