namespace Memic.Client.Tests;

/// <summary>Whoever gives up gets OperationCanceledException at once, and nothing is sent after it.</summary>
public class CancellationTests
{
    [Fact]
    public async Task While_an_answer_is_awaited()
    {
        await using var world = await World.StartAsync();
        world.Emulator.Faults.Add(new Fault { Delay = TimeSpan.FromHours(1) });

        await GivesUpAsync(world, token => world.Client.Account.GetContextAsync(token), () => world.Requests.Count == 1);
    }

    [Fact]
    public async Task While_a_retry_is_waited_for()
    {
        await using var world = await World.StartAsync();
        world.Emulator.Faults.Add(new Fault { Status = 503, RetryAfter = "60" });

        await GivesUpAsync(world, token => world.Client.Account.GetContextAsync(token), () => world.Notes.Verbose.Any(line => line.Contains("attempt 2 in", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task In_the_middle_of_an_upload()
    {
        await using var world = await World.StartAsync();
        var path = world.Folder.Bytes(5_000_000);
        world.Emulator.Faults.Add(new Fault { Method = "PUT", Kind = FaultKind.Stall, Bytes = 100_000 });

        await GivesUpAsync(
            world,
            token => world.Client.Files.SendAsync(new FileToSend { Path = path }, token),
            () => world.Requests.Any(request => request.Method == "PUT" && request.BodyLength >= 100_000));

        Assert.Empty(world.Notes.Progress.Active);
        File.Delete(path);
    }

    [Fact]
    public async Task In_the_queue_of_the_rate_gate_whose_place_the_next_one_gets()
    {
        await using var world = await World.StartAsync(settings: s => s.RateLimits.List = 1);
        await world.RunAsync(world.Client.Files.GetPageAsync(1, default));

        await GivesUpAsync(world, token => world.Client.Files.GetPageAsync(1, token), () => world.Notes.Progress.Wait is not null);

        Assert.Null(world.Notes.Progress.Wait);
        await world.RunAsync(world.Client.Files.GetPageAsync(1, default));
        Assert.InRange(world.Time.Elapsed.TotalSeconds, 60, 61);
    }

    [Fact]
    public async Task In_the_queue_of_the_rate_gate_while_nobody_reads_the_reports()
    {
        await using var world = await World.StartAsync(settings: s => s.RateLimits.List = 1);
        await world.RunAsync(world.Client.Files.GetPageAsync(1, default));
        var channel = new EventChannel(1, level => level == DiagnosticLevel.Verbose);
        await channel.ReportAsync(new ResultEvent("in the way"), default);
        using var cancel = new CancellationTokenSource();
        var call = new MemicClient(world.Connection, channel).Files.GetPageAsync(1, cancel.Token);
        await world.Driver.SettleAsync();
        world.Time.Advance(TimeSpan.FromSeconds(61));

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        Assert.NotNull(await world.RunAsync(world.Client.Files.GetPageAsync(1, default)));
    }

    [Fact]
    public async Task While_files_are_waited_for()
    {
        await using var world = await World.StartAsync();
        var id = world.Emulator.Files.Seed(new FileSeed { Name = "a.txt", Status = "pending" }).Id.ToString();
        FileWaiter? waiter = null;

        await GivesUpAsync(world, Wait, () => world.Requests.Count == 2);

        Assert.True(waiter!.Work.IsCanceled);

        Task Wait(CancellationToken token)
        {
            waiter = new FileWaiter(world.Client, TimeSpan.FromHours(1), token);
            waiter.Add(id);
            return waiter.CompleteAsync();
        }
    }

    [Fact]
    public async Task While_many_files_are_sent_and_more_are_added()
    {
        await using var world = await World.StartAsync();
        world.Emulator.Faults.Add(new Fault { Method = "PUT", Delay = TimeSpan.FromHours(1), Times = int.MaxValue });
        FileSender? sender = null;

        await GivesUpAsync(world, AddAsync, () => world.Calls.Count(call => call == "PUT /storage/*") == 3);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sender!.Work);
        Assert.Empty(world.Notes.Failures);

        async Task AddAsync(CancellationToken token)
        {
            sender = new FileSender(world.Client, 3, null, token);
            for (var n = 0; n < 50; n++)
            {
                await sender.AddAsync(new FileToSend { Path = world.Folder.Text($"{n}.txt") });
            }
        }
    }

    [Fact]
    public async Task Before_anything_began()
    {
        await using var world = await World.StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.RunAsync(world.Client.Account.GetContextAsync(new CancellationToken(canceled: true))));

        Assert.Empty(world.Requests);
    }

    [Fact]
    public async Task A_connection_that_is_closed_ends_an_upload_under_way_with_api_key_missing()
    {
        await using var world = await World.StartAsync();
        world.Emulator.Faults.Add(new Fault { Method = "PUT", Delay = TimeSpan.FromHours(1) });
        var sending = world.Client.Files.SendAsync(new FileToSend { Path = world.Folder.Text() }, default);
        await world.Driver.UntilAsync(() => world.Requests.Any(request => request.Method == "PUT"));

        world.Connection.Dispose();

        Assert.Equal("api_key_missing", (await world.FailureOfAsync(sending)).Code);
        Assert.Equal(2, world.Requests.Count);
    }

    static async Task GivesUpAsync(World world, Func<CancellationToken, Task> begin, Func<bool> reached)
    {
        using var cancel = new CancellationTokenSource();
        var task = begin(cancel.Token);
        await world.Driver.UntilAsync(reached);
        await world.Driver.SettleAsync();
        var (before, sent) = (world.Time.Elapsed, world.Requests.Count);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task.WaitAsync(TimeSpan.FromMinutes(1)));
        await world.Driver.SettleAsync();

        Assert.Equal((before, sent), (world.Time.Elapsed, world.Requests.Count));
        Assert.Equal((0, 0), (world.Time.Exchanges, world.Emulator.ActiveRequests));
    }
}
