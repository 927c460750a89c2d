namespace Memic.Client.Tests;

public class SyncThroughputTests
{
    [Fact]
    public async Task A_first_run_keeps_the_ingestion_limit_full_from_the_first_minute_to_the_last()
    {
        const int Files = 150;
        await using var sync = await SyncFixture.StartAsync(options => options.ProcessingTime = TimeSpan.FromSeconds(20));
        for (var i = 0; i < Files; i++)
        {
            sync.Write($"{i:000}.md", $"text {i}");
        }

        await sync.RunAsync();

        var ingestion = sync.Environment.Requests.Where(request => request.Method == "POST").ToList();
        var took = ingestion.Max(request => request.At) - ingestion.Min(request => request.At);
        Assert.Equal(2 * Files, ingestion.Count);
        Assert.DoesNotContain(sync.Environment.Requests, request => request.Status == 429);

        // 120 requests a minute, of which the first 120 can go at once: the least that 300 requests can take is two minutes.
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromMinutes(2 / 0.95));
        var minutes = ingestion.GroupBy(request => (int)(request.At - ingestion[0].At).TotalMinutes).OrderBy(minute => minute.Key).Select(minute => minute.Count()).ToList();
        Assert.All(minutes.SkipLast(1), count => Assert.InRange(count, 0.95 * 120, 120));
        Assert.Equal(3, minutes.Count);
    }

    [Fact]
    public async Task Files_are_waited_for_while_others_are_sent()
    {
        const int Files = 100;
        await using var sync = await SyncFixture.StartAsync(options => options.ProcessingTime = TimeSpan.FromSeconds(5));
        for (var i = 0; i < Files; i++)
        {
            sync.Write($"{i:000}.md", $"text {i}");
        }

        var run = sync.Begin();
        await sync.Environment.Driver.UntilAsync(() => sync.Results.Count > 0);
        Assert.InRange(sync.Calls.Count(call => call == "POST /files/init"), 1, Files - 10);
        await sync.Environment.RunAsync(run);

        Assert.Equal(Files, sync.Results.Count);
    }
}
