using Xunit.Abstractions;

namespace Memic.RateLimiting.Tests;

/// <summary>Real processes that share neither home nor temporary files, as if each were on a machine of its own, and a real server.</summary>
public class FleetTests(ITestOutputHelper output)
{
    [RedisFact]
    public async Task Four_machines_share_a_limit_use_it_and_never_meet_a_429_also_when_the_store_dies_and_is_started_again()
    {
        await using var server = await RedisServer.StartAsync();
        await using var group = await WorkerGroup.StartAsync(count: 4, files: 18, server.Address);

        // By then all have had their turn, though on a busy machine the first window is gone before the last of them comes.
        await group.CountedAsync(WorkerGroup.Limit * 3);
        await server.KillAsync();
        var killed = DateTime.UtcNow;
        await group.CountedAsync(WorkerGroup.Limit * 4);
        await server.StartAgainAsync();
        await group.ExitAsync();

        group.AssertNoRefusal();
        Assert.All(group.Workers, worker =>
        {
            Assert.EndsWith("done Fleet", worker.Output, StringComparison.Ordinal);
            Assert.Single(worker.Output.Split('\n'), line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("takes 25% of each limit", StringComparison.Ordinal));
        });
        Assert.Equal(group.Files.Distinct(), group.Files);
        Assert.Equal(4 * 18, group.Files.Count);

        // For a window after the store was lost, who held more than a quarter leaves the rest unused.
        Sharing.AssertUsed(group.Workers, killed, output);
        Sharing.AssertNobodyStarved(group.Counted, group.Workers, windows: 3, members: 4);
    }
}
