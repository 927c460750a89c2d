using System.Globalization;

namespace Memic.Client.Tests;

public class RetryAfterTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Seconds_are_a_floor_that_is_never_undercut_with_jitter_on_top(int status) =>
        Assert.InRange(await GapAfterAsync(new Fault { Status = status, RetryAfter = "30" }), 30, 31);

    [Fact]
    public async Task A_floor_below_the_backoff_does_not_shorten_it() =>
        Assert.InRange(await GapAfterAsync(new Fault { Status = 429, RetryAfter = "0" }), 1, 2);

    [Fact]
    public async Task A_date_counts_as_the_seconds_until_then() =>
        Assert.InRange(await GapAfterAsync(new Fault { Status = 429, RetryAfter = Date(FakeTime.Start.AddSeconds(30)) }), 30, 31);

    [Fact]
    public async Task A_date_in_the_past_asks_for_no_wait() =>
        Assert.InRange(await GapAfterAsync(new Fault { Status = 429, RetryAfter = Date(FakeTime.Start.AddHours(-1)) }), 1, 2);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_date_is_counted_from_the_clock_of_the_server_and_not_from_ours(int years)
    {
        var there = FakeTime.Start.AddYears(years);
        var fault = new Fault { Status = 503, RetryAfter = Date(there.AddSeconds(40)), Headers = new Dictionary<string, string> { ["Date"] = Date(there) } };

        Assert.InRange(await GapAfterAsync(fault), 40, 41);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("")]
    public async Task What_is_neither_a_number_nor_a_date_is_ignored(string text) =>
        Assert.InRange(await GapAfterAsync(new Fault { Status = 429, RetryAfter = text }), 1, 2);

    [Fact]
    public async Task Two_minutes_are_waited_for() =>
        Assert.InRange(await GapAfterAsync(new Fault { Status = 429, RetryAfter = "120" }), 120, 121);

    [Theory]
    [InlineData("121", 121)]
    [InlineData("99999999999999999999", 3650.0 * 24 * 60 * 60)]
    public async Task More_than_two_minutes_are_raised_at_once_with_the_wait_that_was_asked_for(string text, double seconds)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 429, RetryAfter = text });

        var error = await environment.FailureOfContextAsync();

        Assert.Equal(("rate_limit_exceeded", seconds, 1), (error.Code, error.RetryAfter?.TotalSeconds, environment.Requests.Count));
        Assert.Equal(TimeSpan.Zero, environment.Time.Elapsed);
    }

    [Fact]
    public async Task The_longest_wait_can_be_set()
    {
        await using var environment = await TestEnvironment.StartAsync(settings: s => s.Retry.MaximumRetryDelay = TimeSpan.FromSeconds(10));
        environment.Emulator.Faults.Add(new Fault { Status = 503, RetryAfter = "11" });

        Assert.Equal(TimeSpan.FromSeconds(11), (await environment.FailureOfContextAsync()).RetryAfter);
    }

    private static async Task<double> GapAfterAsync(Fault fault)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(fault);
        await environment.RunAsync(environment.Client.Account.GetContextAsync(default));
        return Assert.Single(RetryTests.Gaps(environment));
    }

    private static string Date(DateTimeOffset date) => date.ToString("R", CultureInfo.InvariantCulture);
}
