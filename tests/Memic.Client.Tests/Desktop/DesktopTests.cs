namespace Memic.Client.Tests;

/// <summary>The client's netstandard2.0 half in a process of its own, over real sockets and on the system's clock.</summary>
public sealed class DesktopTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [DesktopFact]
    public async Task On_the_desktop_a_file_is_sent_with_retries_and_errors_and_many_connections_are_the_same()
    {
        await using var emulator = await MemicEmulator.StartAsync(new EmulatorOptions { ProcessingTime = TimeSpan.FromSeconds(0.1) });
        emulator.Faults.Add(new Fault { Path = "/files/init", Status = 503 });
        emulator.Faults.Add(new Fault { Path = "/files/*/confirm", Kind = FaultKind.LostReply });

        var outcome = await DesktopProgram.RunAsync(_folder.Path, "calls", emulator.BaseUri.AbsoluteUri, TestEnvironment.Key, _folder.Text("grün.md", "Grüße"));

        Assert.Equal(("grün.md", "ready"), (outcome["sent"], outcome["status"]));
        Assert.Equal(("Machine", "3"), (outcome["scope"], outcome["used"]));
        Assert.Equal("file_not_found after 1", outcome["unknown"]);
        Assert.Equal("invalid_api_key after 1", outcome["key"]);
        Assert.Equal("network_error after 2", outcome["network"]);
        Assert.Equal("100", outcome["many"]);
        Assert.Equal(
            ["POST /files/init", "POST /files/init", "PUT /storage/*", "POST /files/*/confirm", "GET /files/*/status"],
            emulator.Requests.All.Select(TestEnvironment.CallOf).Take(5));
        Assert.Equal((0, 0), (emulator.RateLimits.Rejections, emulator.RateLimits.Violations));
    }

    [DesktopFact]
    public async Task On_the_desktop_processes_share_the_count_of_the_machine_and_meet_no_429()
    {
        await using var emulator = await MemicEmulator.StartAsync(new EmulatorOptions { RateWindow = TimeSpan.FromSeconds(2), RateLimits = { [Emulator.RateCategory.List] = 8 } });

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => DesktopProgram.RunAsync(_folder.Path, "limit", emulator.BaseUri.AbsoluteUri, TestEnvironment.Key)));

        Assert.All(outcomes, outcome => Assert.Equal("Machine", outcome["scope"]));
        Assert.Equal(24, emulator.Requests.All.Count);
        Assert.Equal((0, 0), (emulator.RateLimits.Rejections, emulator.RateLimits.Violations));
    }
}
