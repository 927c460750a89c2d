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
