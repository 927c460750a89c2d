namespace Memic.Client.Tests;

/// <summary>Which store a connection's settings lead to.</summary>
public class RateLimitScopeTests
{
    [Fact]
    public void By_default_the_processes_of_a_machine_share_the_count()
    {
        using var connection = Connect();

        Assert.All(connection.GetRateLimits(), limit => Assert.Equal(RateLimitScope.Machine, limit.Scope));
    }

    [Fact]
    public void A_process_can_count_for_itself()
    {
        using var connection = Connect(settings => settings.RateLimitScope = RateLimitScope.Process);

        Assert.All(connection.GetRateLimits(), limit => Assert.Equal(RateLimitScope.Process, limit.Scope));
    }

    [Fact]
    public void A_clock_that_only_this_process_has_is_not_shared()
    {
        using var connection = Connect(settings => settings.TimeProvider = new FakeTime());

        Assert.All(connection.GetRateLimits(), limit => Assert.Equal(RateLimitScope.Process, limit.Scope));
    }

    [Fact]
    public void A_share_takes_its_part_of_every_limit_but_never_nothing()
    {
        using var connection = Connect(settings => (settings.RateLimitShare, settings.RateLimits.Chat, settings.RateLimits.Prompts) = (0.25, 3, 0));

        Assert.Equal([30, 75, 30, 15, 1, 0], connection.GetRateLimits().Select(limit => limit.Limit));
    }

    [Fact]
    public void Limits_say_what_they_are_where_they_are_shown_as_text() =>
        Assert.Equal("Ingestion 240, Status 300, List 120, Search 60, Chat 30, Prompts 600 in 60 s", new RateLimits { Ingestion = 240 }.ToString());

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_share_outside_of_0_to_1_is_invalid_input(double share) => Assert.Equal("invalid_input", Failure(settings => settings.RateLimitShare = share).Code);

    [Theory]
    [InlineData("http://host:6379")]
    [InlineData("memcached://host")]
    [InlineData("://host")]
    public void A_store_of_an_unknown_scheme_is_invalid_input(string store) => Assert.Equal("invalid_input", Failure(settings => settings.RateLimitStore = store).Code);

    [Fact]
    public void A_fleet_without_a_store_is_invalid_input() =>
        Assert.Equal("invalid_input", Failure(settings => settings.RateLimitScope = RateLimitScope.Fleet).Code);

    [Theory]
    [InlineData(RateLimitScope.Process)]
    [InlineData(RateLimitScope.Machine)]
    public void A_store_for_another_scope_than_the_fleet_is_invalid_input(RateLimitScope scope) =>
        Assert.Equal("invalid_input", Failure(settings => (settings.RateLimitScope, settings.RateLimitStore) = (scope, "redis://host")).Code);

    private static MemicConnection Connect(Action<MemicConnectionSettings>? change = null)
    {
        var settings = new MemicConnectionSettings { ApiKey = new ApiKey("mk_live_EXAMPLE") };
        change?.Invoke(settings);
        return new MemicConnection(settings);
    }

    private static MemicException Failure(Action<MemicConnectionSettings> change) => Assert.Throws<MemicException>(() => Connect(change).Dispose());
}
