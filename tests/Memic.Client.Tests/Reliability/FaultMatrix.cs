using System.Globalization;

namespace Memic.Client.Tests;

/// <summary>Runs every fault of one operation, and writes what happened as a table.</summary>
internal sealed class FaultMatrix(TestEnvironment environment, MatrixOperation operation)
{
    // Longer than any window and any block, so that a row begins as the first one did.
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    public async Task<IReadOnlyList<string>> RunAsync()
    {
        List<string> lines = [$"### {operation.Name}", "", "| Fault | Once | Always |", "|---|---|---|"];
        foreach (var fault in MatrixFault.All)
        {
            var once = await RunAsync(fault, 1);
            Assert.False(fault.IsRepeatable && once.StartsWith('`'), $"{operation.Name}, {fault.Name}: {once}");
            lines.Add($"| {fault.Name} | {once} | {await RunAsync(fault, int.MaxValue)} |");
        }

        Assert.Equal(0, environment.Emulator.RateLimits.Violations);
        return lines;
    }

    private async Task<string> RunAsync(MatrixFault fault, int times)
    {
        environment.Time.Advance(Pause);
        environment.Emulator.Reset();
        var path = environment.Folder.Text();
        var files = new MatrixFiles(path, operation.IsUpload ? "" : environment.Emulator.Files.Seed(new FileSeed { Name = "notes.txt", Text = "Some notes." }).Id.ToString());
        environment.Time.Advance(Pause);
        if (fault.Fault is not null)
        {
            environment.Emulator.Faults.Add(fault.For(operation, times));
            return await RunAsync(environment.Client, files);
        }

        await using var relay = new RefusingRelay(environment.Emulator.BaseUri, operation.ConnectionsBefore);
        await using var healing = times == 1 ? environment.Time.CreateTimer(_ => relay.Accept(), null, TimeSpan.FromMilliseconds(500), Timeout.InfiniteTimeSpan) : null;
        environment.Emulator.Options.StorageOrigin = relay.Uri;

        // The connection of the first request is not kept, so that the last one needs another.
        environment.Emulator.Faults.Add(new Fault { Path = "/files/init", Headers = new Dictionary<string, string> { ["Connection"] = "close" } });
        using var connection = environment.Connect(settings => settings.BaseUri = relay.Uri);
        return await RunAsync(new MemicClient(connection), files);
    }

    private async Task<string> RunAsync(MemicClient client, MatrixFiles files)
    {
        string outcome;
        try
        {
            outcome = await environment.RunAsync(operation.RunAsync(client, files));
        }
        catch (MemicException e)
        {
            outcome = $"`{e.Code}`" + (e.Attempts > 1 ? string.Create(CultureInfo.InvariantCulture, $" after {e.Attempts} attempts") : "");
        }

        var state = State(files);
        return $"{outcome}: {Requests()}" + (state.Length > 0 ? "; " + state : "");
    }

    private string Requests()
    {
        var names = environment.Calls.Select(call => call switch
        {
            "POST /files/init" => "init",
            "PUT /storage/*" => "PUT",
            "POST /files/*/confirm" => "confirm",
            "GET /files/*/status" => "status",
            _ => operation.Name,
        }).ToList();
        var runs = new List<string>();
        for (var start = 0; start < names.Count;)
        {
            var count = names.Skip(start).TakeWhile(name => name == names[start]).Count();
            runs.Add(count == 1 ? names[start] : $"{names[start]} ×{count}");
            start += count;
        }

        return runs.Count == 0 ? "no request" : string.Join(", ", runs);
    }

    private string State(MatrixFiles files)
    {
        var all = environment.Emulator.Files.All;
        if (operation.Name == "delete")
        {
            return all.Count == 0 ? "the file is gone" : "the file is there";
        }

        if (!operation.IsUpload)
        {
            return "";
        }

        // Nothing sent twice, and nothing half.
        var complete = all.Count(file => file.ConfirmedAt is not null);
        Assert.InRange(complete, 0, 1);
        Assert.All(all.Where(file => file.Content is not null), file => Assert.Equal(new FileInfo(files.Path).Length, file.Content!.Size));
        var incomplete = all.Count - complete;
        return (complete, incomplete) switch
        {
            (0, 0) => "nothing is left",
            (0, _) => Count(incomplete, "incomplete record"),
            (_, 0) => "one file",
            _ => "one file, " + Count(incomplete, "incomplete record"),
        };
    }

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
