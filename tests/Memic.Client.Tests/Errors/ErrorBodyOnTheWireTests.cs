namespace Memic.Client.Tests;

/// <summary>What a gateway or a broken line makes of an answer.</summary>
public class ErrorBodyOnTheWireTests
{
    [Fact]
    public async Task An_envelope_with_the_wrong_content_type_is_read() => await Says("file_still_processing", new Fault
    {
        Status = 409, ContentType = "text/html", Body = """{"detail": "Wait", "code": "file_still_processing"}""",
    });

    [Fact]
    public async Task An_envelope_in_gzip_is_read() => await Says("file_still_processing", new Fault { Status = 409, Code = "file_still_processing", Gzip = true });

    [Fact]
    public async Task An_error_whose_body_breaks_off_keeps_its_status_and_is_not_taken_for_a_network_failure() => await Says("http_403", new Fault
    {
        Kind = FaultKind.CutBody, Status = 403, Body = """{"detail": "a long story that breaks off somewhere in the middle", "code": "forbidden"}""",
    });

    [Fact]
    public async Task An_html_page_of_a_gateway_becomes_one_line()
    {
        var error = await Says("http_403", new Fault { Status = 403, ContentType = "text/html", Body = "<html><title>Access denied</title><p>Blocked</p></html>" });

        Assert.Equal("Access denied", error.Detail);
    }

    [Fact]
    public async Task Of_ten_megabytes_only_a_sensible_part_is_kept()
    {
        var error = await Says("http_400", new Fault { Status = 400, ContentType = "text/plain", BodySize = 10 * 1024 * 1024 });

        Assert.InRange(error.Detail.Length, 1, 2100);
    }

    [Fact]
    public async Task An_error_body_without_end_is_not_read_to_its_end()
    {
        await using var environment = await TestEnvironment.StartAsync();
        await using var server = new RawServer(async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\n\r\n"u8.ToArray(), token);
            while (!token.IsCancellationRequested)
            {
                await stream.WriteAsync(new byte[16 * 1024], token);
            }
        });
        var client = new MemicClient(environment.Connect(s => s.BaseUri = server.Uri));

        Assert.Equal("http_404", (await environment.FailureOfAsync(client.Account.GetContextAsync(default))).Code);
    }

    private static async Task<MemicException> Says(string code, Fault fault)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(fault);

        var error = await environment.FailureOfContextAsync();

        Assert.Equal((code, fault.Status, 1), (error.Code, error.StatusCode, environment.Requests.Count));
        return error;
    }
}
