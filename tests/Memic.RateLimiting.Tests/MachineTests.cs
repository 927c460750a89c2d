using Xunit.Abstractions;

namespace Memic.RateLimiting.Tests;

/// <summary>Real processes of one user on one machine.</summary>
public class MachineTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Four_processes_of_which_one_is_killed_share_a_limit_use_it_and_never_meet_a_429()
    {
        await using var group = await WorkerGroup.StartAsync(count: 4, files: 12);
        await group.CountedAsync(WorkerGroup.Limit * 3 / 2);
        group.Workers[3].Kill();
        var killed = DateTime.UtcNow;
        await group.ExitAsync();

        group.AssertNoRefusal();
        var survivors = group.Workers.Take(3).ToList();
        Assert.All(survivors, worker => Assert.EndsWith("done Machine", worker.Output, StringComparison.Ordinal));
        Assert.Equal(group.Files.Distinct(), group.Files);
        Assert.Equal(3 * 12, group.Files.Count(file => !file.StartsWith("worker3", StringComparison.Ordinal)));

        // What the killed one held is taken for a window more, but nobody tells of it.
        Sharing.AssertUsed(group.Workers, killed, output);
        Sharing.AssertNobodyStarved(group.Counted, survivors, windows: 3, members: 4);
    }
}
