namespace Memic.Client.Tests;

/// <summary>A null where an object belongs does not cost the rest of the answer.</summary>
public class NullsInListsTests
{
    [Fact]
    public async Task In_the_hits_and_columns_of_a_search()
    {
        await using var environment = await WorldThatSaysAsync("""
            {"results": {"semantic": [null, {"chunk_id": "c", "content": "Text"}], "structured": {"columns": [null, {"name": "a"}], "rows": [null, {"a": 1}]}}}
            """);

        var found = await environment.RunAsync(environment.Client.Search.SearchAsync(new SearchQuery { Query = "x" }, default));

        Assert.Equal((1, 1, 1), (found.Hits.Count, found.Columns.Count, found.Rows.Count));
    }

    [Fact]
    public async Task In_the_results_themselves()
    {
        await using var environment = await WorldThatSaysAsync("""{"results": {"semantic": null, "structured": null}, "routing": null}""");

        var found = await environment.RunAsync(environment.Client.Search.SearchAsync(new SearchQuery { Query = "x" }, default));

        Assert.Equal((0, 0), (found.Hits.Count, found.Rows.Count));
    }

    [Theory]
    [InlineData("""[null, {"id": "p"}]""")]
    [InlineData("""{"items": [null, {"id": "p"}], "has_more": false}""")]
    public async Task In_the_projects(string body)
    {
        await using var environment = await WorldThatSaysAsync(body);

        Assert.Equal("p", Assert.Single(await environment.RunAsync(environment.Client.Projects.GetAllAsync(default))).Id);
    }

    private static async Task<TestEnvironment> WorldThatSaysAsync(string body)
    {
        var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 200, Body = body });
        return environment;
    }
}
