namespace Memic.Client.Tests;

/// <summary>Showing a line never counts as waiting for the service.</summary>
public class SlowReaderTests
{
    [Fact]
    public async Task A_reader_that_stands_still_makes_no_request_and_no_upload_time_out()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var client = new MemicClient(environment.Connection, new SlowObserver(environment.Time));

        var file = await environment.SendAsync(new FileUploadRequest { Path = environment.Folder.Text() }, client);

        Assert.Equal("notes.txt", file.Name);
        Assert.Equal(["POST /files/init", "PUT /storage/*", "POST /files/*/confirm"], environment.Calls);
    }

    [Fact]
    public async Task A_long_retry_shows_as_a_wait_and_is_gone_afterwards()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 503, RetryAfter = "30" });
        var call = environment.Client.Account.GetContextAsync(default);

        await environment.Driver.UntilAsync(() => environment.Observer.Progress.Wait is not null);
        await environment.RunAsync(call);

        Assert.Null(environment.Observer.Progress.Wait);
    }

    [Fact]
    public async Task A_line_about_a_failure_is_shown_when_its_permit_was_given_back()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 404 });
        var reader = new StandingObserver();
        var call = new MemicClient(environment.Connection, reader).Prompts.GetAsync("greeting", default);

        await reader.Reached.WaitAsync(TimeSpan.FromMinutes(1));
        environment.Time.Advance(environment.Connection.RateLimits.Window + TimeSpan.FromSeconds(1));
        Assert.All(environment.Connection.GetRateLimits(), limit => Assert.Equal(0, limit.Used));

        reader.GoOn();
        Assert.Equal(404, (await environment.FailureOfAsync(call)).StatusCode);
    }

    /// <summary>Stands still at the first verbose line until it is told to go on.</summary>
    private sealed class StandingObserver : IMemicObserver
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public MemicProgress Progress { get; } = new();

        public Task Reached => _reached.Task;

        public bool IsEnabled(DiagnosticLevel level) => level == DiagnosticLevel.Verbose;

        public Task ReportAsync(MemicNotification notification, CancellationToken cancellationToken)
        {
            _reached.TrySetResult();
            return _goOn.Task;
        }

        public void GoOn() => _goOn.TrySetResult();
    }

    private sealed class SlowObserver(TimeProvider time) : IMemicObserver
    {
        public MemicProgress Progress { get; } = new();

        public bool IsEnabled(DiagnosticLevel level) => true;

        public Task ReportAsync(MemicNotification notification, CancellationToken cancellationToken) => Task.Delay(TimeSpan.FromMinutes(10), time, cancellationToken);
    }
}
