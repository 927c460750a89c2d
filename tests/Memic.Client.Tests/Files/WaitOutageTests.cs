namespace Memic.Client.Tests;

/// <summary>A wait ends at its time, and each file is reported as soon as its outcome is known, whatever the service does.</summary>
public class WaitOutageTests
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_wait_ends_at_its_time_when_the_service_hangs()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Delay = TimeSpan.FromHours(1), Times = int.MaxValue });

        await WaitAsync(environment, TenSeconds, [Seed(environment, "1.txt", "pending")]);

        Assert.Equal("wait_timeout", Assert.Single(environment.Observer.Failures).Error.Code);
        Assert.InRange(environment.Time.Elapsed.TotalSeconds, 10, 11);
    }

    [Fact]
    public async Task A_wait_ends_at_its_time_with_the_error_that_is_in_the_way()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 503, Times = int.MaxValue });

        await WaitAsync(environment, TenSeconds, [Seed(environment, "1.txt", "pending")]);

        Assert.Equal(503, Assert.Single(environment.Observer.Failures).Error.StatusCode);
        Assert.InRange(environment.Time.Elapsed.TotalSeconds, 10, 11);
    }

    [Fact]
    public async Task Files_that_are_ready_are_reported_though_the_status_of_another_hangs()
    {
        await using var environment = await TestEnvironment.StartAsync();
        string[] ready = [.. Enumerable.Range(0, 5).Select(n => Seed(environment, $"{n}.txt"))];
        var hanging = Seed(environment, "6.txt", "parsing_failed", "Reason 6");
        environment.Emulator.Faults.Add(new Fault { Path = $"/files/{hanging}/status", Delay = TimeSpan.FromSeconds(90) });
        using var poller = new FileStatusPoller(environment.Client, TimeSpan.FromMinutes(10), default);
        var waits = ready.Append(hanging).Select(id => environment.Observer.RecordAsync(poller.WaitAsync(id), id)).ToArray();

        await environment.Driver.UntilAsync(() => environment.Observer.Results<MemicFile>().Count() == 5);
        Assert.True(environment.Time.Elapsed < TimeSpan.FromSeconds(5));
        await environment.RunAsync(Task.WhenAll([.. waits, poller.Completion]));

        Assert.Equal(hanging, Assert.Single(environment.Observer.Failures).Target);
    }

    [Fact]
    public async Task A_list_that_hangs_holds_files_back_for_seconds_only()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "/files", Delay = TimeSpan.FromHours(1), Times = int.MaxValue });

        await WaitAsync(environment, TimeSpan.FromMinutes(10), Enumerable.Range(0, 5).Select(n => Seed(environment, $"{n}.txt")));

        Assert.Equal(5, environment.Observer.Results<MemicFile>().Count());
        Assert.True(environment.Time.Elapsed < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_look_that_takes_long_makes_the_next_come_no_later()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "*/status", Delay = TimeSpan.FromSeconds(3) });
        using var poller = new FileStatusPoller(environment.Client, TimeSpan.FromMinutes(10), default);
        var wait = poller.WaitAsync(Seed(environment, "1.txt", "pending"));
        await environment.Driver.UntilAsync(() => environment.Requests.Count > 1);

        Assert.InRange((environment.Requests[1].At - environment.Requests[0].At).TotalSeconds, 3, 3.3);
        environment.Emulator.Files.SetStatus(environment.Emulator.Files.All.Single(), "ready");
        await environment.RunAsync(Task.WhenAll(wait, poller.Completion));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task The_id_that_was_asked_for_is_the_key_however_the_service_spells_it(int count)
    {
        await using var environment = await TestEnvironment.StartAsync();
        string[] ids = [.. Enumerable.Range(0, count).Select(n => Seed(environment, $"{n}.txt").ToUpperInvariant())];
        environment.Emulator.Faults.Add(new Fault { Path = "*/status", Status = 200, Times = int.MaxValue, Body = """{"id": "another", "status": "ready"}""" });

        await WaitAsync(environment, TimeSpan.FromMinutes(1), ids);

        Assert.Equal(ids.Order(StringComparer.Ordinal), environment.Observer.Results<MemicFile>().Select(file => file.Id).Order(StringComparer.Ordinal));
        Assert.Empty(environment.Observer.Failures);
    }

    [Fact]
    public async Task Each_input_has_its_outcome_also_when_an_id_comes_twice()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var id = Seed(environment, "1.txt");
        using var poller = new FileStatusPoller(environment.Client, TimeSpan.FromMinutes(1), default);

        var files = await environment.RunAsync(Task.WhenAll(poller.WaitAsync(id, "a"), poller.WaitAsync(id.ToUpperInvariant(), "b"), poller.WaitAsync(id, "c")));
        await environment.RunAsync(poller.Completion);

        Assert.Equal(["a", "b", "c"], files.Select(file => file.Path));
    }

    private static string Seed(TestEnvironment environment, string name, string status = "ready", string? reason = null) =>
        environment.Emulator.Files.Seed(new FileSeed { Name = name, Text = "Some text.", Status = status, ErrorMessage = reason }).Id.ToString();

    private static async Task WaitAsync(TestEnvironment environment, TimeSpan timeout, IEnumerable<string> ids)
    {
        using var poller = new FileStatusPoller(environment.Client, timeout, default);
        await environment.RunAsync(Task.WhenAll(ids.Select(id => environment.Observer.RecordAsync(poller.WaitAsync(id), id)).ToArray()));
        await environment.RunAsync(poller.Completion);
    }
}
