namespace Memic.Client.Tests;

/// <summary>The errors page of the documentation, line by line.</summary>
public class ErrorsPageTests
{
    [Fact]
    public async Task The_envelope_detail_code_and_request_id_are_on_the_exception()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault
        {
            Status = 404, Body = """{"detail": "File not found", "code": "file_not_found", "request_id": "req_01J9EXAMPLE"}""",
        });

        var error = await environment.FailureOfContextAsync();

        Assert.Equal(("File not found", "file_not_found", "req_01J9EXAMPLE"), (error.Detail, error.Code, error.RequestId));
        Assert.Equal(404, error.StatusCode);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    public async Task Status_200_and_201_are_success(int status)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = status, Body = """{"environment_slug": "production"}""" });

        var context = await environment.RunAsync(environment.Client.Account.GetContextAsync(default));

        Assert.Equal("production", context.EnvironmentSlug);
    }

    [Fact]
    public async Task Status_204_is_success_without_content()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "/files/*/confirm", Status = 204, BodyBytes = [] });

        var file = await environment.SendAsync(environment.Folder.Text());

        Assert.Equal("uploaded", file.Status);
    }

    [Theory]
    [InlineData(400, MemicErrorCategory.InvalidArgument, "Fix the input")]
    [InlineData(401, MemicErrorCategory.AuthenticationError, "Check the key")]
    [InlineData(403, MemicErrorCategory.PermissionDenied, "right environment")]
    [InlineData(404, MemicErrorCategory.ObjectNotFound, "Check the id")]
    [InlineData(409, MemicErrorCategory.ResourceExists, "Inspect")]
    [InlineData(413, MemicErrorCategory.LimitsExceeded, "100 MB")]
    [InlineData(422, MemicErrorCategory.InvalidData, "Read the message")]
    public async Task A_4xx_has_its_category_and_advice_and_is_sent_once(int status, MemicErrorCategory category, string advice)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = status, Body = """{"detail": "No."}""", Times = int.MaxValue });

        var error = await environment.FailureOfContextAsync();

        Assert.Equal(($"http_{status}", status, category, false), (error.Code, error.StatusCode, error.Error.Category, error.Error.IsRetryable));
        Assert.Contains(advice, error.Error.Advice, StringComparison.Ordinal);
        Assert.Single(environment.Requests);
        Assert.Equal(1, error.Attempts);
    }

    [Theory]
    [InlineData(429, MemicErrorCategory.QuotaExceeded, "RetryAfter")]
    [InlineData(500, MemicErrorCategory.ResourceUnavailable, "request id")]
    [InlineData(502, MemicErrorCategory.ResourceUnavailable, "request id")]
    [InlineData(503, MemicErrorCategory.ResourceUnavailable, "request id")]
    [InlineData(504, MemicErrorCategory.ResourceUnavailable, "request id")]
    public async Task A_429_or_5xx_has_its_category_and_advice_and_is_sent_five_times(int status, MemicErrorCategory category, string advice)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = status, Body = "", Times = int.MaxValue });

        var error = await environment.FailureOfContextAsync();

        Assert.Equal(($"http_{status}", status, category, true), (error.Code, error.StatusCode, error.Error.Category, error.Error.IsRetryable));
        Assert.Contains(advice, error.Error.Advice, StringComparison.Ordinal);
        Assert.Equal(5, environment.Requests.Count);
        Assert.Equal(5, error.Attempts);
    }

    [Theory]
    [InlineData("invalid_api_key", 401, MemicErrorCategory.AuthenticationError)]
    [InlineData("file_not_found", 404, MemicErrorCategory.ObjectNotFound)]
    [InlineData("prompt_not_found", 404, MemicErrorCategory.ObjectNotFound)]
    [InlineData("file_still_processing", 409, MemicErrorCategory.ResourceBusy)]
    [InlineData("invalid_file_type", 400, MemicErrorCategory.InvalidArgument)]
    [InlineData("file_too_large", 413, MemicErrorCategory.LimitsExceeded)]
    [InlineData("rate_limit_exceeded", 429, MemicErrorCategory.QuotaExceeded)]
    public async Task Each_common_code_arrives_unchanged_with_its_status_and_category(string code, int status, MemicErrorCategory category)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = status, Code = code, Times = int.MaxValue });

        var error = await environment.FailureOfContextAsync();

        Assert.Equal((code, status, category), (error.Code, error.StatusCode, error.Error.Category));
        Assert.Equal((status, true), (error.Error.StatusCode, error.Error.IsFromService));
    }

    [Fact]
    public async Task The_request_id_of_an_error_is_that_of_the_exact_request_in_the_logs_of_the_service()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 500, Times = int.MaxValue });

        var error = await environment.FailureOfContextAsync();

        Assert.Equal(environment.Requests[^1].RequestId, error.RequestId);
        Assert.Contains(error.RequestId!, error.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_id_that_is_only_in_a_header_is_kept_for_support()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 403, Body = "Forbidden", RequestId = "req_header" });

        Assert.Equal("req_header", (await environment.FailureOfContextAsync()).RequestId);
    }
}
