using Xunit.Abstractions;

namespace Memic.RateLimiting.Tests;

/// <summary>Real processes that share neither home nor temporary files, as if each were on a machine of its own, and a real server.</summary>
public class FleetTests(ITestOutputHelper output)
{
    // Two requests each. On a busy machine one has the whole first window before the others come, then its share of one, and of two
    // while the store is away: 42 requests. It must have something left to do when the store is back.
    private const int Files = 22;

    [RedisFact]
    public async Task Four_machines_share_a_limit_use_it_and_never_meet_a_429_also_when_the_store_dies_and_is_started_again()
    {
        await using var server = await RedisServer.StartAsync();
        await using var group = await WorkerGroup.StartAsync(count: 4, files: Files, server.Address);

        await group.CountedAsync(WorkerGroup.Limit * 2);
        await group.EachCountedAsync(WorkerGroup.Limit / 4);
        await server.KillAsync();
        var killed = DateTime.UtcNow;
        await group.CountedAsync(group.Counted.Count + WorkerGroup.Limit);
        await server.StartAgainAsync();
        await group.ExitAsync();

        group.AssertNoRefusal();
        Assert.All(group.Workers, worker =>
        {
            Assert.EndsWith("done Fleet", worker.Output, StringComparison.Ordinal);
            var warnings = worker.Output.Split('\n').Where(line => line.StartsWith("Warning", StringComparison.Ordinal)).ToArray();
            Assert.True(warnings.Length == 1 && warnings[0].Contains("takes 25% of each limit", StringComparison.Ordinal), worker.Name + ":\n" + worker.Output);
        });
        Assert.Equal(group.Files.Distinct(), group.Files);
        Assert.Equal(4 * Files, group.Files.Count);

        // For a window after the store was lost, who held more than a quarter leaves the rest unused.
        Sharing.AssertUsed(group.Workers, killed, output);
        Sharing.AssertNobodyStarved(group.Counted, group.Workers, windows: 3, members: 4);
    }
}
