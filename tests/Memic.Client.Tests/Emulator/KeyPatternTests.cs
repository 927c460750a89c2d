namespace Memic.Client.Tests;

/// <summary>A key of the emulator that stands for many, so that each test can have one of its own.</summary>
public class KeyPatternTests
{
    [Theory]
    [InlineData("mk_test_a_01", true)]
    [InlineData("mk_test_a_1", false)]
    [InlineData("mk_test_a_01x", false)]
    [InlineData("MK_test_a_01", false)]
    public async Task A_question_mark_stands_for_exactly_one_character(string key, bool isAccepted)
    {
        await using var environment = await TestEnvironment.StartAsync(options => options.Keys = new Dictionary<string, ApiKeyScope> { ["mk_test_a_??"] = new() });
        var client = new MemicClient(environment.Connect(settings => settings.ApiKey = new ApiKey(key)));

        if (isAccepted)
        {
            Assert.Equal("production", (await environment.RunAsync(client.Account.GetContextAsync(default))).EnvironmentSlug);
        }
        else
        {
            Assert.Equal("invalid_api_key", (await environment.FailureOfAsync(client.Account.GetContextAsync(default))).Code);
        }
    }

    [Fact]
    public async Task Keys_of_one_pattern_have_limits_of_their_own()
    {
        await using var environment = await TestEnvironment.StartAsync(
            options => (options.Keys, options.RateLimits[Emulator.RateCategory.Search]) = (new Dictionary<string, ApiKeyScope> { ["mk_test_*"] = new() }, 1));
        foreach (var key in (string[])["mk_test_one", "mk_test_two"])
        {
            var client = new MemicClient(environment.Connect(settings => settings.ApiKey = new ApiKey(key)));
            await environment.RunAsync(client.Search.SearchAsync(new SearchQuery { Query = "q" }, default));
        }

        Assert.Equal([200, 200], environment.Requests.Select(request => request.Status));
    }
}
