namespace Memic.Client.Tests;

public class ContextTests
{
    [Fact]
    public async Task It_says_whose_key_it_is_and_the_connection_remembers()
    {
        await using var environment = await TestEnvironment.StartAsync();

        var context = await environment.RunAsync(environment.Client.Account.GetContextAsync(default));

        Assert.Equal(("Acme Corp", "Documents", "production"), (context.OrganizationName, context.ProjectName, context.EnvironmentSlug));
        Assert.Equal("Acme Corp / Documents / production", context.ToString());
        Assert.Same(context, environment.Connection.Context);
    }

    [Fact]
    public async Task Parts_that_are_missing_are_left_out()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 200, Body = """{"organization_id": "o", "project_id": null, "environment_slug": "staging"}""" });

        Assert.Equal("o / staging", (await environment.RunAsync(environment.Client.Account.GetContextAsync(default))).ToString());
    }

    [Fact]
    public async Task A_key_that_was_deleted_is_invalid_api_key_and_terminating()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Keys.Remove(TestEnvironment.Key);

        var error = await environment.FailureOfContextAsync();

        Assert.Equal(("invalid_api_key", 401, true), (error.Code, error.StatusCode, error.Error.IsTerminating));
        Assert.Single(environment.Requests);
    }

    [Fact]
    public async Task Every_request_has_the_key_and_says_who_asks_and_nothing_that_is_not_needed()
    {
        await using var environment = await TestEnvironment.StartAsync(settings: s => s.UserAgent = "memic-test/1.0");

        await environment.RunAsync(environment.Client.Account.GetContextAsync(default));

        var headers = Assert.Single(environment.Requests).Headers;
        Assert.Equal(["Accept", "Accept-Encoding", "Host", "User-Agent", "X-API-Key"], headers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((TestEnvironment.Key, "memic-test/1.0"), (headers["X-API-Key"], headers["User-Agent"]));
    }
}
