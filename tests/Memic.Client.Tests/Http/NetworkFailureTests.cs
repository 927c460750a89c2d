namespace Memic.Client.Tests;

public class NetworkFailureTests
{
    [Theory]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.CutBody)]
    [InlineData(FaultKind.LostReply)]
    public async Task A_connection_that_breaks_is_tried_five_times_and_then_network_error(FaultKind kind)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Kind = kind, Times = int.MaxValue });

        var error = await environment.FailureOfContextAsync();

        Assert.Equal(("network_error", null, 5, MemicErrorCategory.ConnectionError), (error.Code, error.StatusCode, error.Attempts, error.Error.Category));
        Assert.InRange(environment.Time.Elapsed.TotalSeconds, 15, 19);
    }

    [Theory]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.CutBody)]
    [InlineData(FaultKind.LostReply)]
    public async Task A_connection_that_breaks_once_is_never_noticed(FaultKind kind)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Kind = kind });

        Assert.Equal("production", (await environment.RunAsync(environment.Client.Account.GetContextAsync(default))).EnvironmentSlug);
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_tried_five_times_and_then_request_timeout()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Delay = TimeSpan.FromHours(1), Times = int.MaxValue });

        var error = await environment.FailureOfContextAsync();

        Assert.Equal(("request_timeout", 5, MemicErrorCategory.OperationTimeout), (error.Code, error.Attempts, error.Error.Category));
        Assert.InRange(environment.Time.Elapsed.TotalSeconds, (5 * 101) + 15, (5 * 101) + 19);
    }

    [Fact]
    public async Task An_answer_that_is_slow_but_comes_is_waited_for()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Delay = TimeSpan.FromSeconds(90) });

        await environment.RunAsync(environment.Client.Account.GetContextAsync(default));

        Assert.Single(environment.Requests);
    }

    [Fact]
    public async Task A_service_that_nobody_listens_for_is_network_error_with_the_reason()
    {
        await using var environment = await TestEnvironment.StartAsync();
        using var port = new ClosedPort();
        var connection = environment.Connect(s => s.BaseUri = port.Uri);

        var error = await environment.FailureOfAsync(new MemicClient(connection).Account.GetContextAsync(default));

        Assert.Equal(("network_error", 5), (error.Code, error.Attempts));
        Assert.Contains($"127.0.0.1:{connection.BaseUri.Port}", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.InnerException);
    }

    [Fact]
    public async Task A_service_that_nobody_listens_for_is_given_up_after_two_tries_where_a_person_waits()
    {
        await using var environment = await TestEnvironment.StartAsync();
        using var port = new ClosedPort();
        var connection = environment.Connect(s => s.BaseUri = port.Uri);
        var client = new MemicClient(connection, environment.Observer, connection.RetryForPerson());

        var error = await environment.FailureOfAsync(client.Account.GetContextAsync(default));

        Assert.Equal(("network_error", 2), (error.Code, error.Attempts));
        Assert.InRange(environment.Time.Elapsed.TotalSeconds, 1, 2);
    }

    [Fact]
    public async Task A_service_that_is_ill_is_given_its_time_also_where_a_person_waits()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 503, Times = 4 });
        var client = new MemicClient(environment.Connection, environment.Observer, environment.Connection.RetryForPerson());

        Assert.Equal("production", (await environment.RunAsync(client.Account.GetContextAsync(default))).EnvironmentSlug);
    }

    [Theory]
    [InlineData("<html>It works!</html>")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"organization_id\": ")]
    public async Task A_success_whose_body_is_not_what_belongs_there_is_invalid_response_and_not_repeated(string body)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 200, Body = body, RequestId = "req_odd" });

        var error = await environment.FailureOfContextAsync();

        Assert.Equal(("invalid_response", 200, "req_odd"), (error.Code, error.StatusCode, error.RequestId));
        Assert.Single(environment.Requests);
    }

    [Fact]
    public async Task A_success_in_gzip_is_read()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Gzip = true });

        Assert.Equal("Acme Corp", (await environment.RunAsync(environment.Client.Account.GetContextAsync(default))).OrganizationName);
    }

    [Fact]
    public void By_default_an_answer_may_take_100_seconds_and_an_upload_stand_still_for_60()
    {
        var settings = new MemicConnectionSettings();

        Assert.Equal((100, 60), (settings.Timeout.TotalSeconds, settings.StallTimeout.TotalSeconds));
    }
}
