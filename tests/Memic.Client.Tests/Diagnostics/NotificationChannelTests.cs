namespace Memic.Client.Tests;

public class NotificationChannelTests
{
    [Fact]
    public async Task A_slow_reader_slows_the_work_and_loses_nothing()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var channel = new NotificationChannel(2, _ => false);
        using var queue = new UploadQueue(new MemicClient(environment.Connection, channel), 2, null, default);
        string[] paths = [.. Enumerable.Range(0, 20).Select(n => environment.Folder.Text($"{n}.txt"))];
        var work = SendAsync();

        await environment.Driver.UntilAsync(() => environment.Calls.Count(call => call == "POST /files/*/confirm") == 3);
        await environment.Driver.SettleAsync();
        var confirmed = environment.Calls.Count(call => call == "POST /files/*/confirm");

        // Two results wait in the channel, and a third for room.
        Assert.Equal(3, confirmed);
        var reports = new List<object>();
        await environment.Driver.UntilAsync(() => Drain(channel, reports) && work.IsCompleted);
        await work;
        Drain(channel, reports);
        Assert.Equal(20, reports.OfType<MemicFile>().Select(file => file.Name).Distinct().Count());

        async Task SendAsync()
        {
            foreach (var path in paths)
            {
                await channel.WriteAsync(await await queue.AddAsync(new FileUploadRequest { Path = path }), default);
            }
        }
    }

    [Fact]
    public async Task Lines_that_nobody_wants_take_no_room()
    {
        var channel = new NotificationChannel(1, level => level == DiagnosticLevel.Warning);

        await channel.ReportAsync(new MemicNotification(DiagnosticLevel.Verbose, "unwanted"), default);
        await channel.ReportAsync(new MemicNotification(DiagnosticLevel.Warning, "wanted"), default);

        Assert.True(channel.TryRead(out var report));
        Assert.Equal("wanted", ((MemicNotification)report).Text);
        Assert.False(channel.TryRead(out _));
    }

    [Fact]
    public async Task Reports_keep_their_order()
    {
        var channel = new NotificationChannel(3, _ => true);
        foreach (var n in new[] { 1, 2, 3 })
        {
            await channel.WriteAsync(n, default);
        }

        await channel.WaitToReadAsync(default);

        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(_ => channel.TryRead(out var report) ? report : null));
    }

    [Fact]
    public async Task Who_waits_for_room_or_for_a_report_can_give_up()
    {
        var channel = new NotificationChannel(1, _ => true);
        using var cancel = new CancellationTokenSource();
        var waiting = channel.WaitToReadAsync(cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        await channel.WriteAsync(1, default);
        using var other = new CancellationTokenSource();
        var full = channel.WriteAsync(2, other.Token);
        await other.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => full);
    }

    private static bool Drain(NotificationChannel channel, List<object> reports)
    {
        while (channel.TryRead(out var report))
        {
            reports.Add(report);
        }

        return true;
    }
}
