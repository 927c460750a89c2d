namespace Memic.Client.Tests;

/// <summary>Whoever gives up gets OperationCanceledException at once, and nothing is sent after it.</summary>
public class CancellationTests
{
    [Fact]
    public async Task While_an_answer_is_awaited()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Delay = TimeSpan.FromHours(1) });

        await GivesUpAsync(environment, token => environment.Client.Account.GetContextAsync(token), () => environment.Requests.Count == 1);
    }

    [Fact]
    public async Task While_a_retry_is_waited_for()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 503, RetryAfter = "60" });

        await GivesUpAsync(environment, token => environment.Client.Account.GetContextAsync(token), () => environment.Observer.Verbose.Any(line => line.Contains("attempt 2 in", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task In_the_middle_of_an_upload()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var path = environment.Folder.Bytes(5_000_000);
        environment.Emulator.Faults.Add(new Fault { Method = "PUT", Kind = FaultKind.Stall, Bytes = 100_000 });

        await GivesUpAsync(
            environment,
            token => environment.Client.Files.UploadAsync(new FileUploadRequest { Path = path }, token),
            () => environment.Requests.Any(request => request.Method == "PUT" && request.BodyLength >= 100_000));

        Assert.Empty(environment.Observer.Progress.Active);
        File.Delete(path);
    }

    [Fact]
    public async Task In_the_queue_of_the_rate_gate_whose_place_the_next_one_gets()
    {
        await using var environment = await TestEnvironment.StartAsync(settings: s => s.RateLimits.List = 1);
        await environment.RunAsync(environment.Client.Files.GetPageAsync(1, default));

        await GivesUpAsync(environment, token => environment.Client.Files.GetPageAsync(1, token), () => environment.Observer.Progress.Wait is not null);

        Assert.Null(environment.Observer.Progress.Wait);
        await environment.RunAsync(environment.Client.Files.GetPageAsync(1, default));
        Assert.InRange(environment.Time.Elapsed.TotalSeconds, 60, 61);
    }

    [Fact]
    public async Task In_the_queue_of_the_rate_limiter_while_nobody_reads_the_notifications()
    {
        await using var environment = await TestEnvironment.StartAsync(settings: s => s.RateLimits.List = 1);
        await environment.RunAsync(environment.Client.Files.GetPageAsync(1, default));
        var channel = new NotificationChannel(1, level => level == DiagnosticLevel.Verbose);
        await channel.WriteAsync("in the way", default);
        using var cancel = new CancellationTokenSource();
        var call = new MemicClient(environment.Connection, channel).Files.GetPageAsync(1, cancel.Token);
        await environment.Driver.SettleAsync();
        environment.Time.Advance(TimeSpan.FromSeconds(61));

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        Assert.NotNull(await environment.RunAsync(environment.Client.Files.GetPageAsync(1, default)));
    }

    [Fact]
    public async Task While_files_are_waited_for()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var id = environment.Emulator.Files.Seed(new FileSeed { Name = "a.txt", Status = "pending" }).Id.ToString();
        FileStatusPoller? poller = null;

        await GivesUpAsync(environment, Wait, () => environment.Requests.Count == 2);

        await poller!.Completion;
        poller.Dispose();

        Task Wait(CancellationToken token)
        {
            poller = new FileStatusPoller(environment.Client, TimeSpan.FromHours(1), token);
            return poller.WaitAsync(id);
        }
    }

    [Fact]
    public async Task While_many_files_are_sent_and_more_are_added()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Method = "PUT", Delay = TimeSpan.FromHours(1), Times = int.MaxValue });
        var uploads = new List<Task>();

        await GivesUpAsync(environment, AddAsync, () => environment.Calls.Count(call => call == "PUT /storage/*") == 3);

        Assert.Equal(6, uploads.Count);
        Assert.All(uploads, upload => Assert.True(upload.IsCanceled));

        async Task AddAsync(CancellationToken token)
        {
            using var queue = new UploadQueue(environment.Client, 3, null, token);
            try
            {
                for (var n = 0; n < 50; n++)
                {
                    uploads.Add(await queue.AddAsync(new FileUploadRequest { Path = environment.Folder.Text($"{n}.txt") }));
                }
            }
            finally
            {
                await Task.WhenAny(Task.WhenAll(uploads));
            }
        }
    }

    [Fact]
    public async Task Before_anything_began()
    {
        await using var environment = await TestEnvironment.StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => environment.RunAsync(environment.Client.Account.GetContextAsync(new CancellationToken(canceled: true))));

        Assert.Empty(environment.Requests);
    }

    [Fact]
    public async Task A_connection_that_is_closed_ends_an_upload_under_way_with_api_key_missing()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Method = "PUT", Delay = TimeSpan.FromHours(1) });
        var sending = environment.Client.Files.UploadAsync(new FileUploadRequest { Path = environment.Folder.Text() }, default);
        await environment.Driver.UntilAsync(() => environment.Requests.Any(request => request.Method == "PUT"));

        environment.Connection.Dispose();

        Assert.Equal("api_key_missing", (await environment.FailureOfAsync(sending)).Code);
        Assert.Equal(2, environment.Requests.Count);
    }

    [Fact]
    public async Task A_connection_that_is_closed_ends_a_call_under_way_with_api_key_missing()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Delay = TimeSpan.FromHours(1) });
        var asking = environment.Client.Account.GetContextAsync(default);
        await environment.Driver.UntilAsync(() => environment.Requests.Count == 1);
        await environment.Driver.SettleAsync();

        environment.Connection.Dispose();

        Assert.Equal("api_key_missing", (await environment.FailureOfAsync(asking)).Code);
        Assert.Single(environment.Requests);
    }

    private static async Task GivesUpAsync(TestEnvironment environment, Func<CancellationToken, Task> begin, Func<bool> reached)
    {
        using var cancel = new CancellationTokenSource();
        var task = begin(cancel.Token);
        await environment.Driver.UntilAsync(reached);
        await environment.Driver.SettleAsync();
        var (before, sent) = (environment.Time.Elapsed, environment.Requests.Count);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task.WaitAsync(TimeSpan.FromMinutes(1)));
        await environment.Driver.SettleAsync();

        Assert.Equal((before, sent), (environment.Time.Elapsed, environment.Requests.Count));
        Assert.Equal((0, 0), (environment.Time.Exchanges.Count, environment.Emulator.ActiveRequests));
    }
}
