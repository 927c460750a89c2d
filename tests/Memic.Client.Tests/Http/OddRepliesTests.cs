using System.Text;

namespace Memic.Client.Tests;

/// <summary>No reply may end as anything but an error with a code, and none costs more time than it is worth.</summary>
public class OddRepliesTests
{
    // How long the body of an error is waited for.
    private static readonly TimeSpan BodyTimeout = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(401, "http_401", 1)]
    [InlineData(404, "http_404", 1)]
    [InlineData(500, "http_500", 1)]
    public async Task An_error_whose_body_never_comes_counts_by_its_status(int status, string code, int attempts)
    {
        await using var environment = await TestEnvironment.StartAsync();
        await using var server = new RawServer(async (stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Odd\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n"), token);
            await Task.Delay(Timeout.Infinite, token);
        });
        var client = new MemicClient(environment.Connect(s => (s.BaseUri, s.Retry.MaximumRetryCount) = (server.Uri, 0)), environment.Observer);

        var call = client.Account.GetContextAsync(default);
        await environment.Time.UntilTimerAsync(BodyTimeout);
        environment.Time.Advance(BodyTimeout);

        var error = await Assert.ThrowsAsync<MemicException>(() => call);
        Assert.Equal((code, attempts), (error.Code, error.Attempts));
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("-5")]
    [InlineData("1e3")]
    [InlineData("12, 25")]
    [InlineData("1/2")]
    [InlineData("1 2")]
    [InlineData("5, 10")]
    [InlineData("0x10")]
    [InlineData("soon")]
    [InlineData("2099-10-21")]
    public async Task A_Retry_After_that_is_neither_digits_nor_an_HTTP_date_is_none(string value)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 404, RetryAfter = value });

        Assert.Null((await environment.FailureOfContextAsync()).RetryAfter);
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("1.5", 1.5)]
    [InlineData("0", 0)]
    public async Task A_Retry_After_in_digits_counts_seconds(string value, double seconds)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 404, RetryAfter = value });

        Assert.Equal(TimeSpan.FromSeconds(seconds), (await environment.FailureOfContextAsync()).RetryAfter);
    }

    [Theory]
    [InlineData("Wed, 21 Oct 2099 07:28:00 GMT")]
    [InlineData("Wednesday, 21-Oct-48 07:28:00 GMT")]
    [InlineData("Wed Oct 21 07:28:00 2099")]
    public async Task A_Retry_After_in_each_HTTP_date_format_is_a_date(string value)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 404, RetryAfter = value });

        Assert.True((await environment.FailureOfContextAsync()).RetryAfter > TimeSpan.Zero);
    }

    [Theory]
    [InlineData("//", "gives no usable address")]
    [InlineData("http://", "gives no usable address")]
    [InlineData("http://user:secret@elsewhere.example/x", "redirects to http://elsewhere.example:80")]
    public async Task A_redirect_that_is_not_followed_says_why_and_shows_no_password(string location, string reason)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Kind = FaultKind.Redirect, Status = 307, Target = location });

        var error = await environment.FailureOfContextAsync();

        Assert.Equal("http_307", error.Code);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_without_a_location_says_that_it_leads_nowhere()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 302 });

        var error = await environment.FailureOfContextAsync();

        Assert.Equal(("http_302", 1), (error.Code, error.Attempts));
        Assert.Contains("gives no usable address", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_429_whose_body_never_comes_keeps_its_Retry_After()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Kind = FaultKind.StallBody, Status = 429, RetryAfter = "3600", Bytes = 5 });

        var error = await environment.FailureOfContextAsync();

        Assert.Equal((429, 3600d, 1), (error.StatusCode, error.RetryAfter?.TotalSeconds, error.Attempts));
    }

    [Theory]
    [InlineData("two words")]
    [InlineData(" 1ac48a88-5d4c-4b1e-9d60-0f6d3c0f7a52")]
    public async Task An_id_with_a_blank_is_one_segment_of_the_path_and_not_found(string id)
    {
        await using var environment = await TestEnvironment.StartAsync();

        var error = await environment.FailureOfAsync(environment.Client.Files.GetStatusAsync(id, default));

        Assert.Equal("file_not_found", error.Code);
        Assert.EndsWith($"/files/{Uri.EscapeDataString(id)}/status", error.Uri!.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"items": [], "has_more": true}""")]
    [InlineData("""{"items": [], "total": 7, "page": 1, "page_size": 100}""")]
    public async Task A_list_that_says_it_has_files_and_shows_none_is_invalid_response_and_not_an_empty_list(string body)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "/files", Status = 200, Body = body });

        Assert.Equal("invalid_response", (await environment.FailureOfAsync(environment.Client.Files.GetPageAsync(1, default))).Code);
    }

    [Fact]
    public async Task A_Retry_After_of_many_years_locks_the_key_for_a_day_and_not_for_years()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "/files", Status = 429, RetryAfter = "999999999999999999999" });

        await environment.FailureOfAsync(environment.Client.Files.GetPageAsync(1, default));
        environment.Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));

        Assert.NotNull(await environment.RunAsync(environment.Client.Files.GetPageAsync(1, default)));
    }

    [Fact]
    public async Task A_request_id_of_20_000_characters_is_cut_to_what_can_be_quoted()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 422, Body = "{}", Headers = new Dictionary<string, string> { ["X-Request-Id"] = new string('r', 20_000) } });

        Assert.Equal(200, (await environment.FailureOfContextAsync()).RequestId?.Length);
    }

    [Fact]
    public async Task An_id_that_no_address_has_room_for_is_invalid_input_and_from_the_service_invalid_response()
    {
        await using var environment = await TestEnvironment.StartAsync();

        Assert.Equal("invalid_input", (await environment.FailureOfAsync(environment.Client.Files.GetStatusAsync(new string('x', 70_000), default))).Code);

        environment.Emulator.Faults.Add(new Fault { Path = "/files/init", Status = 201, Body = $$"""{"file_id": "{{new string('x', 70_000)}}", "upload_url": "{{environment.Emulator.BaseUri}}"}""" });
        Assert.Equal("invalid_response", (await environment.FailureOfSendingAsync(environment.Folder.Text())).Code);
    }

    [Fact]
    public async Task A_loop_of_redirects_says_so()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Kind = FaultKind.Redirect, Status = 307, Target = "/api/v1/me", Times = int.MaxValue });

        var error = await environment.FailureOfContextAsync();

        Assert.Contains("again and again", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_body_that_claims_to_be_compressed_is_invalid_response_and_not_asked_for_again()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 200, Body = """{"environment_id": "1"}""", Headers = new Dictionary<string, string> { ["Content-Encoding"] = "gzip" }, Times = int.MaxValue });

        var error = await environment.FailureOfContextAsync();

        Assert.Equal(("invalid_response", 1), (error.Code, environment.Requests.Count));
    }

    [Fact]
    public async Task The_character_set_of_an_answer_is_honoured()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 200, ContentType = "application/json; charset=iso-8859-1", BodyBytes = Encoding.Latin1.GetBytes("""{"environment_slug": "büro"}""") });

        Assert.Equal("büro", (await environment.RunAsync(environment.Client.Account.GetContextAsync(default))).EnvironmentSlug);
    }

    [Fact]
    public async Task Whatever_a_server_answers_only_an_error_with_a_code_comes_out()
    {
        string[] statuses = ["200 OK", "204 No Content", "301 Moved", "307 Temporary", "400 Bad", "404 Not Found", "429 Slow", "500 Oops", "503 Busy", "599 Odd", "999 Beyond"];
        string[] headers = ["", "Location: //\r\n", "Location: http://[::1\r\n", "Retry-After: NaN\r\n", "Retry-After: 99999999999999999999\r\n", "Content-Encoding: gzip\r\n", "Content-Type: application/json; charset=nonsense\r\n", "Content-Type: ;;;\r\n", "x-request-id: \u001b[2J\r\n", "Deprecation: \r\n", "Date: never\r\n"];
        string[] bodies = ["", "{", "[]", "null", "\"text\"", "{\"detail\":{\"a\":[1,2,{}]}}", "{\"code\":5,\"detail\":null}", "<html>", "\0\u0001", "{\"items\":5}", "{\"items\":[{\"id\":{}}]}", new string('[', 5000)];
        var random = new Random(20261125);
        await using var server = new RawServer((stream, token) =>
        {
            var body = bodies[random.Next(bodies.Length)];
            var length = random.Next(4) switch { 0 => body.Length + 10, _ => Encoding.UTF8.GetByteCount(body) };
            return stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {statuses[random.Next(statuses.Length)]}\r\n{headers[random.Next(headers.Length)]}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"), token).AsTask();
        });
        Func<MemicClient, Task>[] calls =
        [
            client => client.Account.GetContextAsync(default), client => client.Files.GetPageAsync(1, default), client => client.Files.GetStatusAsync("1", default),
            client => client.Files.DeleteAsync("1", default), client => client.Projects.GetAllAsync(default), client => client.Prompts.GetAsync("p", default),
            client => client.Search.SearchAsync(new SearchQuery { Query = "q" }, default), client => client.Search.AskAsync(new ChatQuestion { Question = "q" }, default),
        ];

        for (var round = 0; round < 400; round++)
        {
            // Each with a key of its own: a 429 makes the next call with the same key wait.
            using var connection = new MemicConnection(new()
            {
                ApiKey = new ApiKey($"mk_test_round_{round}"), BaseUri = server.Uri, NoProxy = true, Retry = new() { MaximumRetryCount = 0 }, RateLimits = RateLimits.None, RateLimitScope = RateLimitScope.Process,
            });
            try
            {
                await calls[round % calls.Length](new MemicClient(connection));
            }
            catch (MemicException e)
            {
                Assert.NotEmpty(e.Code);
                Assert.DoesNotContain('\u001b', e.Summary);
            }
        }
    }
}
