namespace Memic.Client.Tests;

public class ContextTests
{
    [Fact]
    public async Task It_says_whose_key_it_is_and_the_connection_remembers()
    {
        await using var world = await World.StartAsync();

        var context = await world.RunAsync(world.Client.Account.GetContextAsync(default));

        Assert.Equal(("Acme Corp", "Documents", "production"), (context.OrganizationName, context.ProjectName, context.EnvironmentSlug));
        Assert.Equal("Acme Corp / Documents / production", context.ToString());
        Assert.Same(context, world.Connection.Context);
    }

    [Fact]
    public async Task Parts_that_are_missing_are_left_out()
    {
        await using var world = await World.StartAsync();
        world.Emulator.Faults.Add(new Fault { Status = 200, Body = """{"organization_id": "o", "project_id": null, "environment_slug": "staging"}""" });

        Assert.Equal("o / staging", (await world.RunAsync(world.Client.Account.GetContextAsync(default))).ToString());
    }

    [Fact]
    public async Task A_key_that_was_deleted_is_invalid_api_key_and_terminating()
    {
        await using var world = await World.StartAsync();
        world.Emulator.Keys.Remove(World.Key);

        var error = await world.FailureOfContextAsync();

        Assert.Equal(("invalid_api_key", 401, true), (error.Code, error.StatusCode, error.Error.IsTerminating));
        Assert.Single(world.Requests);
    }

    [Fact]
    public async Task Every_request_has_the_key_and_says_who_asks_and_nothing_that_is_not_needed()
    {
        await using var world = await World.StartAsync(settings: s => s.UserAgent = "memic-test/1.0");

        await world.RunAsync(world.Client.Account.GetContextAsync(default));

        var headers = Assert.Single(world.Requests).Headers;
        Assert.Equal(["Accept", "Accept-Encoding", "Host", "User-Agent", "X-API-Key"], headers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((World.Key, "memic-test/1.0"), (headers["X-API-Key"], headers["User-Agent"]));
    }
}
