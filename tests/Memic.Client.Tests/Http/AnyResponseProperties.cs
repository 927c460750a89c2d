using System.Text;
using FsCheck;
using FsCheck.Xunit;

namespace Memic.Client.Tests;

/// <summary>Whatever a server sends: only <see cref="MemicException"/> comes out.</summary>
public class AnyResponseProperties
{
    private static readonly string[] Locations = ["//", "///", "http://", "http:", "?", "#", "http://[", "http://127.0.0.1:99999/", "\\\\x", "mailto:x", "//user:x@[::1", "/../..//", "%", "https://\u0001/", ""];
    private static readonly string[] Waits = ["NaN", "-Infinity", "Infinity", "12, 25", "1/2", "1 2", "5, 10", "1e999", "-1", ".", "1.2.3", "99999999999999999999", "Mon, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"];
    private static readonly string[] Types = ["text/html; charset=x", "application/json; charset=utf-7", "application/json; charset=\"\"", ";", "application/json; charset=utf-16", "a/b/c"];
    private static readonly string[] Encodings = ["gzip", "deflate", "br", "gzip, gzip", "x"];
    private static readonly string[] Bodies = ["{", "null", "[]", "{\"status\":1e999}", "{\"items\":[null]}", "{\"items\":[{\"id\":{},\"status\":[]}]}", "\"\\ud800\"", "<Error><Code>", ""];

    [Property(MaxTest = 120)]
    public async Task Any_response_of_the_api_ends_as_a_result_or_a_memic_exception(NonNegativeInt status, NonNegativeInt pick, string? text, byte[]? body)
    {
        await using var server = new RawServer((stream, token) => stream.WriteAsync(Compose(status.Get, pick.Get, text, body), token).AsTask());
        using var connection = Connect(server, pick.Get);
        var client = new MemicClient(connection);

        await EndsWellAsync(client.Account.GetContextAsync(default));
    }

    [Property(MaxTest = 60)]
    public async Task Any_response_of_storage_ends_as_a_result_or_a_memic_exception(NonNegativeInt status, NonNegativeInt pick, string? text, byte[]? body)
    {
        using var folder = new TempFolder();
        RawServer? server = null;
        server = new RawServer((stream, token) => stream.WriteAsync(
            server!.Heads[^1].StartsWith("PUT", StringComparison.Ordinal)
                ? Compose(status.Get, pick.Get, text, body)
                : Response(201, "", Encoding.ASCII.GetBytes($$"""{"file_id": "7", "upload_url": "{{server.Uri}}/put", "id": "7", "status": "uploaded"}""")),
            token).AsTask());
        await using var _ = server;
        using var connection = Connect(server, pick.Get);

        await EndsWellAsync(new MemicClient(connection).Files.UploadAsync(new FileUploadRequest { Path = folder.Text() }, default));
    }

    [Property(MaxTest = 1000)]
    public bool Any_retry_after_is_a_time_that_can_be_waited_or_none(string? text, NonNegativeInt pick)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", Line(Pick(Waits, pick.Get, text)));

        return RetryAfterHeader.Read(response, TimeProvider.System) is not { } wait || (wait >= TimeSpan.Zero && wait <= TimeSpan.FromDays(3650));
    }

    private static async Task EndsWellAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (MemicException e)
        {
            Assert.NotEmpty(e.Code);
            Assert.NotEmpty(e.Summary);
        }
    }

    /// <summary>A key of its own each time, so that a 429 blocks nobody else.</summary>
    private static MemicConnection Connect(RawServer server, int pick) =>
        new(new MemicConnectionSettings { ApiKey = new ApiKey($"mk_live_EXAMPLE{pick}"), BaseUri = server.Uri, NoProxy = true, Retry = new RetrySettings { MaximumRetryCount = 0 } });

    private static byte[] Compose(int status, int pick, string? text, byte[]? body)
    {
        var headers = new StringBuilder();
        foreach (var (name, values) in new[] { ("Location", Locations), ("Retry-After", Waits), ("Content-Type", Types), ("Content-Encoding", Encodings) })
        {
            if (pick % 3 > 0)
            {
                headers.Append(name).Append(": ").Append(Line(Pick(values, pick, text))).Append("\r\n");
            }

            pick = (pick / 3) + status;
        }

        int[] common = [200, 201, 204, 301, 307, 400, 401, 429, 500];
        return Response(status % 2 == 0 ? common[status / 2 % common.Length] : 100 + (status % 500), headers.ToString(), pick % 2 == 0 ? body ?? [] : Encoding.UTF8.GetBytes(Pick(Bodies, pick, text)));
    }

    private static byte[] Response(int status, string headers, byte[] body) =>
        [.. Encoding.UTF8.GetBytes($"HTTP/1.1 {status} X\r\n{headers}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n"), .. body];

    private static string Pick(string[] known, int pick, string? text) => pick % 4 == 0 ? text ?? "" : known[pick % known.Length];

    private static string Line(string text) => text.ReplaceLineEndings(" ").Replace('\r', ' ').Replace('\n', ' ');
}
