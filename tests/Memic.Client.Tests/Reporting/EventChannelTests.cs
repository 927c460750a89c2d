namespace Memic.Client.Tests;

public class EventChannelTests
{
    [Fact]
    public async Task A_slow_reader_slows_the_work_and_loses_nothing()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var channel = new EventChannel(2, _ => false);
        var sender = new FileSender(new MemicClient(environment.Connection, channel), 2, null, default);
        string[] paths = [.. Enumerable.Range(0, 20).Select(n => environment.Folder.Text($"{n}.txt"))];
        var work = SendAsync();

        await environment.Driver.SettleAsync();
        var confirmed = environment.Calls.Count(call => call == "POST /files/*/confirm");

        // Two reports wait in the channel, and two workers wait for room.
        Assert.Equal(4, confirmed);
        var reports = new List<MemicEvent>();
        await environment.Driver.UntilAsync(() => Drain(channel, reports) && work.IsCompleted);
        await work;
        Drain(channel, reports);
        Assert.Equal(20, reports.OfType<ResultEvent>().Select(report => ((MemicFile)report.Value).Name).Distinct().Count());

        async Task SendAsync()
        {
            foreach (var path in paths)
            {
                await sender.AddAsync(new FileToSend { Path = path });
            }

            await sender.CompleteAsync();
        }
    }

    [Fact]
    public async Task Lines_that_nobody_wants_take_no_room()
    {
        var channel = new EventChannel(1, level => level == DiagnosticLevel.Warning);

        await channel.ReportAsync(new DiagnosticEvent(DiagnosticLevel.Verbose, "unwanted"), default);
        await channel.ReportAsync(new DiagnosticEvent(DiagnosticLevel.Warning, "wanted"), default);

        Assert.True(channel.TryTake(out var report));
        Assert.Equal("wanted", ((DiagnosticEvent)report).Text);
        Assert.False(channel.TryTake(out _));
    }

    [Fact]
    public async Task Reports_keep_their_order()
    {
        var channel = new EventChannel(3, _ => true);
        foreach (var n in new[] { 1, 2, 3 })
        {
            await channel.ReportAsync(new ResultEvent(n), default);
        }

        await channel.WaitAsync(default);

        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(_ => channel.TryTake(out var report) ? ((ResultEvent)report).Value : null));
    }

    [Fact]
    public async Task Who_waits_for_room_or_for_a_report_can_give_up()
    {
        var channel = new EventChannel(1, _ => true);
        using var cancel = new CancellationTokenSource();
        var waiting = channel.WaitAsync(cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        await channel.ReportAsync(new ResultEvent(1), default);
        using var other = new CancellationTokenSource();
        var full = channel.ReportAsync(new ResultEvent(2), other.Token);
        await other.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => full);
    }

    private static bool Drain(EventChannel channel, List<MemicEvent> reports)
    {
        while (channel.TryTake(out var report))
        {
            reports.Add(report);
        }

        return true;
    }
}
