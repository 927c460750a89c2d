using System.Text.RegularExpressions;

namespace Memic.Client.Tests;

/// <summary>The retry strategy of the errors page, on a clock that can be read exactly.</summary>
public class RetryTests
{
    [Fact]
    public async Task Five_attempts_wait_1_2_4_and_8_seconds_each_plus_less_than_a_second()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 500, Times = int.MaxValue });

        await environment.FailureOfContextAsync();

        var gaps = Gaps(environment);
        Assert.Equal(4, gaps.Count);
        Assert.All(gaps.Zip([1, 2, 4, 8]), pair => Assert.InRange(pair.First, pair.Second, pair.Second + 1));
        Assert.Contains(gaps, gap => gap % 1 != 0);
    }

    [Fact]
    public async Task The_last_failure_is_the_one_that_is_raised()
    {
        await using var environment = await TestEnvironment.StartAsync();
        foreach (var status in new[] { 500, 502, 503, 429, 504 })
        {
            environment.Emulator.Faults.Add(new Fault { Status = status, Code = $"code_of_{status}" });
        }

        Assert.Equal("code_of_504", (await environment.FailureOfContextAsync()).Code);
    }

    [Fact]
    public async Task A_failure_that_passes_is_never_seen_but_in_verbose()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 503, Times = 4 });

        Assert.NotNull(await environment.RunAsync(environment.Client.Account.GetContextAsync(default)));
        // From 1 to 2 seconds, rounded to a tenth: 1.97 is shown as 2.
        Assert.Contains(environment.Observer.Verbose, line => Regex.IsMatch(line, @"^service_unavailable: attempt 2 in (1(\.[1-9])?|2) s$"));
    }

    [Fact]
    public async Task A_4xx_after_a_5xx_ends_the_retries()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 503 });
        environment.Emulator.Faults.Add(new Fault { Status = 403 });

        var error = await environment.FailureOfContextAsync();

        Assert.Equal((403, 2), (error.StatusCode, error.Attempts));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task The_number_of_retries_can_be_set_and_0_turns_them_off(int count)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 500, Times = int.MaxValue });
        var client = new MemicClient(environment.Connection, environment.Observer, environment.Connection.RetryWith(count));

        var error = await environment.FailureOfAsync(client.Account.GetContextAsync(default));

        Assert.Equal((count + 1, count + 1), (environment.Requests.Count, error.Attempts));
    }

    [Fact]
    public async Task An_error_names_the_method_and_the_uri_of_the_request()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 403 });

        var error = await environment.FailureOfAsync(environment.Client.Files.GetPageAsync(1, default));

        Assert.Equal(("GET", environment.Emulator.BaseUri + "/files"), (error.Method, error.Uri!.AbsoluteUri));
    }

    internal static IReadOnlyList<double> Gaps(TestEnvironment environment) =>
        [.. environment.Requests.Zip(environment.Requests.Skip(1), (before, after) => (after.At - before.At).TotalSeconds)];
}
