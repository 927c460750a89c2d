using Memic.RateLimiting.Tests;

namespace Memic.Client.Tests;

/// <summary>Connections that name a store, and a real server or none.</summary>
public sealed class RedisConnectionTests
{
    private const string Password = "s3cret%2Fword";

    [Fact]
    public async Task A_store_that_cannot_be_reached_is_an_error_at_once_before_anything_is_sent()
    {
        var store = $"redis://bot:{Password}@127.0.0.1:{RedisServer.FreePort()}";
        await using var environment = await TestEnvironment.StartAsync(settings: settings => settings.RateLimitStore = store);

        var failure = await environment.FailureOfContextAsync();

        Assert.Equal("rate_limit_store_unavailable", failure.Code);
        AssertSecret(failure.ToString());
        Assert.Empty(environment.Requests);
        Assert.Equal(TimeSpan.Zero, environment.Time.Elapsed);
        Assert.Equal("rate_limit_store_unavailable", (await Assert.ThrowsAsync<MemicException>(() => environment.Connection.GetRateLimitsAsync(default))).Code);
    }

    [RedisFact]
    public async Task A_wrong_password_is_such_an_error_and_neither_password_is_in_it()
    {
        await using var server = await RedisServer.StartAsync("--requirepass", "another-s3cret");
        await using var environment = await TestEnvironment.StartAsync(settings: settings => settings.RateLimitStore = server.Address.Replace("//", $"//:{Password}@", StringComparison.Ordinal));

        var failure = await environment.FailureOfContextAsync();

        Assert.Equal("rate_limit_store_unavailable", failure.Code);
        AssertSecret(failure.ToString());
        Assert.Empty(environment.Requests);
    }

    [RedisFact]
    public async Task User_password_and_database_of_the_address_are_used_and_few_rights_are_enough()
    {
        await using var server = await RedisServer.StartAsync(
            "--user", "bot", "on", ">s3cret/word", "~memic:*", "-@all", "+@connection", "+select", "+eval", "+evalsha", "+script", "+time",
            "+get", "+set", "+pexpire", "+zadd", "+zrem", "+zcard", "+zcount", "+zrange", "+zscore", "+zremrangebyscore",
            "--user", "default", "off");
        await using var environment = await TestEnvironment.StartAsync(settings: settings =>
            settings.RateLimitStore = server.Address.Replace("//", $"//bot:{Password}@", StringComparison.Ordinal) + "/2");

        await environment.RunAsync(environment.Client.Account.GetContextAsync(default));
        await environment.RunAsync(environment.Client.Files.GetPageAsync(1, default));
        var limits = await environment.Connection.GetRateLimitsAsync(default);
        Assert.All(limits, limit => Assert.Equal(RateLimitScope.Fleet, limit.Scope));
        Assert.Equal(1, limits.Single(limit => limit.Category == RateCategory.List).Used);
        Assert.DoesNotContain("s3cret", string.Join('\n', environment.Observer.Notifications), StringComparison.Ordinal);
    }

    private static void AssertSecret(string text)
    {
        Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("bot", text, StringComparison.Ordinal);
    }
}
