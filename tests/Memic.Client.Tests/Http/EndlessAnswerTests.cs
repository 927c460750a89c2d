using System.IO.Compression;
using System.Text;

namespace Memic.Client.Tests;

/// <summary>A service, or whatever stands in its place, that answers more than anybody asked for.</summary>
public class EndlessAnswerTests
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task A_small_answer_that_unpacks_to_more_than_64_MB_is_invalid_response_with_its_request_id()
    {
        var error = await FailureOfAsync(Answer(Zip(65), "Content-Encoding: gzip\r\nX-Request-Id: req_big\r\n"));

        Assert.Equal(("invalid_response", 200, "req_big", 1), (error.Code, error.StatusCode, error.RequestId, error.Attempts));
        Assert.Contains("64 MB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_its_end()
    {
        var sent = 0L;
        var error = await FailureOfAsync(async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"u8.ToArray(), token);
            while (!token.IsCancellationRequested)
            {
                await stream.WriteAsync(new byte[Megabyte], token);
                sent += Megabyte;
            }
        });

        Assert.Equal("invalid_response", error.Code);
        // What the sockets hold of it is sent, but not read.
        Assert.InRange(sent, 0, 128L * Megabyte);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"body\":")]
    public async Task An_answer_that_is_nested_without_end_is_invalid_response(string opening)
    {
        var error = await FailureOfAsync(Answer(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(opening, 200_000)))));

        Assert.Equal("invalid_response", error.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"file_metadata\":{")]
    public async Task A_hundred_thousand_keys_in_one_object_are_invalid_response(string before)
    {
        var keys = string.Concat(Enumerable.Range(0, 100_000).Select(number => FormattableString.Invariant($"\"k{number}\":{number},")));

        var error = await FailureOfAsync(Answer(Encoding.UTF8.GetBytes("{" + before + keys + "\"body\":\"text\"}" + (before.Length > 0 ? "}" : ""))));

        Assert.Equal("invalid_response", error.Code);
        Assert.Contains("10,000 keys", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_keys_that_nobody_knows_do_not_hide_the_answer()
    {
        var keys = string.Concat(Enumerable.Range(0, 1_000).Select(number => FormattableString.Invariant($"\"a_rather_long_name_of_a_key_{number}\":{number},")));

        var prompt = await CallAsync(Answer(Encoding.UTF8.GetBytes("{" + keys + "\"body\":\"text\"}")), client => client.Prompts.GetAsync("p", default));

        Assert.Equal("text", prompt.Body);
    }

    [Fact]
    public async Task Millions_of_tiny_values_are_invalid_response_although_they_fit_into_64_MB()
    {
        var error = await FailureOfAsync(Answer(Encoding.UTF8.GetBytes("{\"items\":[" + string.Concat(Enumerable.Repeat("{},", 1_100_000)) + "{}]}")));

        Assert.Equal("invalid_response", error.Code);
        Assert.Contains("values in all", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_detail_of_1_MB_is_shown_as_far_as_it_was_read_and_the_request_id_comes_from_the_header()
    {
        var body = Encoding.UTF8.GetBytes("{\"detail\":\"" + new string('x', Megabyte) + "\",\"code\":\"bad_name\"}");
        var error = await FailureOfAsync(Answer(body, "X-Request-Id: req_cut\r\n", "400 Bad Request"));

        Assert.Equal(("http_400", "req_cut"), (error.Code, error.RequestId));
        Assert.StartsWith("xxx", error.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("{", error.Message, StringComparison.Ordinal);
    }

    private static Task<MemicException> FailureOfAsync(Func<System.Net.Sockets.NetworkStream, CancellationToken, Task> answer) =>
        Assert.ThrowsAsync<MemicException>(() => CallAsync(answer, client => client.Prompts.GetAsync("p", default)));

    private static async Task<T> CallAsync<T>(Func<System.Net.Sockets.NetworkStream, CancellationToken, Task> answer, Func<MemicClient, Task<T>> call)
    {
        await using var environment = await TestEnvironment.StartAsync();
        await using var server = new RawServer(answer);
        return await environment.RunAsync(call(new MemicClient(environment.Connect(s => s.BaseUri = server.Uri))));
    }

    private static Func<System.Net.Sockets.NetworkStream, CancellationToken, Task> Answer(byte[] body, string headers = "", string status = "200 OK") => async (stream, token) =>
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{headers}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n"), token);
        await stream.WriteAsync(body, token);
    };

    private static byte[] Zip(int megabytes)
    {
        var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            var zeros = new byte[Megabyte];
            for (var i = 0; i < megabytes; i++)
            {
                zip.Write(zeros);
            }
        }

        return packed.ToArray();
    }
}
