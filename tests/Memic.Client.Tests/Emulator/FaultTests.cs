using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Memic.Client.Tests;

public class FaultTests
{
    [Fact]
    public async Task A_reset_comes_before_the_request_takes_effect()
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Emulator.Faults.Add(new Fault { Path = "/files/init", Kind = FaultKind.Reset });

        await Assert.ThrowsAsync<HttpRequestException>(() => client.InitAsync());

        Assert.Empty(client.Emulator.Files.All);
        Assert.Equal(0, client.Emulator.Requests.All[^1].Status);
    }

    [Theory]
    [InlineData(FaultKind.LostReply, false)]
    [InlineData(FaultKind.Reset, true)]
    public async Task A_lost_reply_comes_after_the_request_took_effect(FaultKind kind, bool executeFirst)
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Emulator.Faults.Add(new Fault { Path = "/files/init", Kind = kind, ExecuteFirst = executeFirst });

        await Assert.ThrowsAsync<HttpRequestException>(() => client.InitAsync());

        Assert.Single(client.Emulator.Files.All);
        Assert.Equal(0, client.Emulator.Requests.All[^1].Status);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_gateway_timeout_can_come_before_or_after_the_request_took_effect(bool executeFirst, int files)
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Emulator.Faults.Add(new Fault { Path = "/files/init", Status = 504, ExecuteFirst = executeFirst });

        using var response = await client.SendAsync("POST", "/files/init", EmulatorClient.InitBody());

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Equal("gateway_timeout", (string?)(await response.Content.ReadFromJsonAsync<JsonNode>())!["code"]);
        Assert.Equal(files, client.Emulator.Files.All.Count);
    }

    [Fact]
    public async Task An_upload_can_be_stored_and_its_reply_be_a_failure()
    {
        await using var client = await EmulatorClient.StartAsync();
        var file = await client.InitAsync("a.txt", "Hello.");
        client.Emulator.Faults.Add(new Fault { Method = "PUT", Path = "/storage/*", Status = 503, ExecuteFirst = true });

        using var response = await client.PutAsync(file, "Hello.");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(6, client.Emulator.Files.Find(file.Id)!.Content!.Size);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_that_hangs_is_not_active_and_ends_with_its_client(bool executeFirst)
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Emulator.Faults.Add(new Fault { Path = "/files/init", Kind = FaultKind.Hang, ExecuteFirst = executeFirst });
        using var cancellation = new CancellationTokenSource();

        var response = client.Http.PostAsJsonAsync("files/init", EmulatorClient.InitBody(), cancellation.Token);
        await Until.TrueAsync(() => client.Emulator.Requests.All is [{ Completed: false }] && client.Emulator.ActiveRequests == 0);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response);

        await Until.TrueAsync(() => client.Emulator.Requests.All[0].Completed);
        Assert.Equal(0, client.Emulator.Requests.All[0].Status);
    }

    [Fact]
    public async Task A_delay_after_the_execution_keeps_the_response_of_the_endpoint()
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Emulator.Faults.Add(new Fault { Path = "/files/init", ExecuteFirst = true, Delay = TimeSpan.FromHours(1) });

        var init = client.InitAsync();
        await Until.TrueAsync(() => client.Emulator.Files.All.Count == 1 && client.Emulator.ActiveRequests == 0);
        client.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(client.Emulator.Files.All[0].Id.ToString(), (await init).Id);
    }

    [Fact]
    public async Task A_request_that_is_delayed_is_active_until_its_timer_is_set_so_that_a_clock_moved_on_then_ends_the_delay()
    {
        var (time, active) = (new ObservedTime(), new List<int>());
        await using var client = await EmulatorClient.StartAsync(options => options.TimeProvider = time);
        client.Emulator.Faults.Add(new Fault { Path = "/files/init", Delay = TimeSpan.FromHours(1) });
        time.TimerIsCreated = () => active.Add(client.Emulator.ActiveRequests);

        var init = client.InitAsync();
        await Until.TrueAsync(() => client.Emulator.Requests.All.Count == 1 && client.Emulator.ActiveRequests == 0);
        time.Advance(TimeSpan.FromHours(1));
        await init;

        Assert.Equal([1], active);
    }

    [Fact]
    public async Task A_request_that_fails_in_the_emulator_is_recorded_as_completed_with_500_and_not_active_any_more()
    {
        await using var client = await EmulatorClient.StartAsync(options => options.RequestIdPrefix = "no header\n");

        using var response = await client.SendAsync("GET", "/me");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal(0, client.Emulator.ActiveRequests);
        Assert.True(client.Emulator.Requests.All[0].Completed);
        Assert.Equal(500, client.Emulator.Requests.All[0].Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0123456789")]
    public async Task A_cut_body_announces_its_length_and_ends_half_way(string? body)
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Emulator.Faults.Add(new Fault { Kind = FaultKind.CutBody, Body = body });

        using var response = await client.SendAsync("GET", "/me");
        await using var stream = await response.Content.ReadAsStreamAsync();
        var (read, error) = await ReadAsync(stream);

        Assert.IsAssignableFrom<IOException>(error);
        Assert.Equal(response.Content.Headers.ContentLength / 2, read);
    }

    [Fact]
    public async Task A_cut_body_of_an_empty_response_ends_at_once()
    {
        await using var client = await EmulatorClient.StartAsync();
        var file = await client.InitAsync("a.txt", "Hello.");
        client.Emulator.Faults.Add(new Fault { Path = "/storage/*", Kind = FaultKind.CutBody });

        using var response = await client.PutAsync(file, "Hello.");
        await using var stream = await response.Content.ReadAsStreamAsync();
        var (read, error) = await ReadAsync(stream);

        Assert.Equal(0, read);
        Assert.IsAssignableFrom<IOException>(error);
        Assert.NotNull(client.Emulator.Files.Find(file.Id)!.Content);
    }

    [Fact]
    public async Task A_stalled_body_sends_some_bytes_and_then_nothing()
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Emulator.Faults.Add(new Fault { Kind = FaultKind.StallBody, Status = 401, Bytes = 5 });

        using var response = await client.SendAsync("GET", "/me");
        await using var stream = await response.Content.ReadAsStreamAsync();
        await stream.ReadExactlyAsync(new byte[5]);
        await Until.TrueAsync(() => client.Emulator.ActiveRequests == 0);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.False(stream.ReadAsync(new byte[1]).AsTask().IsCompleted);
        response.Dispose();
        await Until.TrueAsync(() => client.Emulator.Requests.All[0].Completed);
        Assert.Equal(401, client.Emulator.Requests.All[0].Status);
    }

    [Fact]
    public async Task A_slow_body_comes_in_parts_with_an_interval_between_them()
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Emulator.Faults.Add(new Fault { Kind = FaultKind.SlowBody, Body = "abcdef", Bytes = 4, Interval = TimeSpan.FromSeconds(10) });
        var buffer = new byte[10];

        using var response = await client.SendAsync("GET", "/me");
        await using var stream = await response.Content.ReadAsStreamAsync();
        foreach (var expected in (int[])[4, 2, 0])
        {
            var read = stream.ReadAsync(buffer).AsTask();
            if (expected > 0)
            {
                await Until.TrueAsync(() => client.Emulator.ActiveRequests == 0 && client.Time.HasTimer);
                Assert.False(read.IsCompleted);
                client.Time.Advance(TimeSpan.FromSeconds(10));
            }

            Assert.Equal(expected, await read);
        }
    }

    [Fact]
    public async Task An_endless_body_goes_on_until_the_client_disconnects()
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Emulator.Faults.Add(new Fault { Kind = FaultKind.EndlessBody, Body = "begin" });

        using (var response = await client.SendAsync("GET", "/me"))
        {
            await using var stream = await response.Content.ReadAsStreamAsync();
            await stream.ReadExactlyAsync(new byte[1_000_000]);
            Assert.Null(response.Content.Headers.ContentLength);
        }

        await Until.TrueAsync(() => client.Emulator.Requests.All[0].Completed);
    }

    [Fact]
    public async Task A_response_has_the_status_headers_type_body_and_retry_after_of_the_fault()
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Emulator.Faults.Add(new Fault
        {
            Status = 502, ContentType = "text/html", Body = "<html>", RetryAfter = "soon", RequestId = "req_1", Headers = new Dictionary<string, string> { ["X-Extra"] = "1" },
        });

        using var response = await client.SendAsync("GET", "/me");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("<html>", await response.Content.ReadAsStringAsync());
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["soon"], response.Headers.GetValues("Retry-After"));
        Assert.Equal(["req_1"], response.Headers.GetValues("x-request-id"));
        Assert.Equal(["1"], response.Headers.GetValues("X-Extra"));
    }

    [Fact]
    public async Task Retry_after_can_be_a_date()
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Emulator.Faults.Add(new Fault { Status = 503, RetryAfterDate = TimeSpan.FromSeconds(90) });

        using var response = await client.SendAsync("GET", "/me");

        Assert.Equal(FakeTime.Start.AddSeconds(90), response.Headers.RetryAfter!.Date);
    }

    [Fact]
    public async Task The_response_of_the_endpoint_can_have_a_wrong_content_type()
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Emulator.Faults.Add(new Fault { ContentType = "text/html" });

        using var response = await client.SendAsync("GET", "/me");

        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("production", (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["environment_slug"]);
    }

    [Fact]
    public async Task A_plain_body_can_be_labelled_as_gzip_and_a_gzip_body_be_one()
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Emulator.Faults.Add(new Fault { Headers = new Dictionary<string, string> { ["Content-Encoding"] = "gzip" } });
        client.Emulator.Faults.Add(new Fault { Gzip = true, BodySize = 100_000 });

        using var plain = await client.SendAsync("GET", "/me");
        using var compressed = await client.SendAsync("GET", "/me");

        Assert.Equal(["gzip"], plain.Content.Headers.ContentEncoding);
        Assert.StartsWith("{", await plain.Content.ReadAsStringAsync());
        Assert.Equal(["gzip"], compressed.Content.Headers.ContentEncoding);
        await using var unpacked = new GZipStream(await compressed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        Assert.Equal(100_000, (await ReadAsync(unpacked)).Read);
    }

    [Fact]
    public async Task A_redirect_has_no_body_of_the_endpoint()
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Emulator.Faults.Add(new Fault { Kind = FaultKind.Redirect, Target = "/elsewhere", ExecuteFirst = true });

        using var response = await client.SendAsync("GET", "/me");

        Assert.Equal(HttpStatusCode.TemporaryRedirect, response.StatusCode);
        Assert.Equal("/elsewhere", response.Headers.Location!.ToString());
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    private static async Task<(long Read, Exception? Error)> ReadAsync(Stream stream)
    {
        var buffer = new byte[8192];
        for (long total = 0; ;)
        {
            try
            {
                var read = await stream.ReadAsync(buffer);
                if (read == 0)
                {
                    return (total, null);
                }

                total += read;
            }
            catch (IOException error)
            {
                return (total, error);
            }
        }
    }

    private sealed class ObservedTime : FakeTimeProvider
    {
        public Action? TimerIsCreated { get; set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            TimerIsCreated?.Invoke();
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
