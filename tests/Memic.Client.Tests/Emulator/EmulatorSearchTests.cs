namespace Memic.Client.Tests;

/// <summary>The emulator's search is good enough to test a runbook's questions on.</summary>
public class EmulatorSearchTests
{
    [Fact]
    public async Task Scores_fall_with_the_rank_and_equal_ones_come_by_name()
    {
        await using var environment = await TestEnvironment.StartAsync();
        foreach (var (name, text) in new[] { ("c.md", "zebra"), ("a.md", "zebra"), ("b.md", "zebra zebra zebra"), ("d.md", "lion"), ("e.md", "a zebra and a lion") })
        {
            environment.Emulator.Files.Seed(new FileSeed { Name = name, Text = text });
        }

        var hits = (await environment.RunAsync(environment.Client.Search.SearchAsync(new SearchQuery { Query = "Where is the zebra, the lion?" }, default))).Hits;

        Assert.Equal(["e.md", "d.md", "b.md", "a.md", "c.md"], hits.Select(hit => hit.FileName));
        Assert.Equal(hits.Select(hit => hit.Score).OrderDescending(), hits.Select(hit => hit.Score));
        Assert.Equal(hits[3].Score, hits[4].Score);
    }
}
