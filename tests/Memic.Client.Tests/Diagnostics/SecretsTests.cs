using System.Text.Json;

namespace Memic.Client.Tests;

/// <summary>The key and what signs a storage URL are in no exception and no report, whatever goes wrong.</summary>
public class SecretsTests
{
    public static TheoryData<string, Fault?> Troubles => new()
    {
        { "none", null },
        { "echoed key", new Fault { Path = "/files/init", Status = 400, Body = $$"""{"detail": "Bad key {{TestEnvironment.Key}}", "code": "x_{{TestEnvironment.Key}}"}""" } },
        { "echoed key in html", new Fault { Path = "/files/init", Status = 403, Body = $"<title>{TestEnvironment.Key}</title>", ContentType = "text/html" } },
        { "storage refuses", new Fault { Method = "PUT", Kind = FaultKind.ExpireUrl, Times = int.MaxValue } },
        { "storage echoes a url", new Fault { Method = "PUT", Status = 400, Body = "<Error><Code>x</Code><Message>https://s.example/f?sv=1&amp;sig=SECRETSIG</Message></Error>", Times = int.MaxValue } },
        { "storage resets", new Fault { Method = "PUT", Kind = FaultKind.Reset, Times = int.MaxValue } },
        { "storage fails", new Fault { Method = "PUT", Status = 503, Times = int.MaxValue } },
        { "init is garbage", new Fault { Path = "/files/init", Status = 201, Body = """{"file_id": "7", "upload_url": "https://s.example/f?sig=SECRETSIG", """ } },
        { "url is unsafe", new Fault { Path = "/files/init", Status = 201, Body = """{"file_id": "7", "upload_url": "http://s.example/f?sv=1\u0026sig=SECRETSIG"}""" } },
        { "confirm is lost", new Fault { Path = "*/confirm", Kind = FaultKind.LostReply } },
        { "redirect", new Fault { Path = "/files/init", Kind = FaultKind.Redirect, Target = "https://s.example/f?sig=SECRETSIG" } },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task They_are_in_no_exception_and_no_report(string trouble, Fault? fault)
    {
        Assert.NotEmpty(trouble);
        await using var environment = await TestEnvironment.StartAsync(settings: s => s.Retry.MaximumRetryCount = 1);
        if (fault is not null)
        {
            environment.Emulator.Faults.Add(fault);
        }

        var error = await Record.ExceptionAsync(() => environment.SendAsync(environment.Folder.Text())) as MemicException;

        var signatures = environment.Requests.Where(request => request.Method == "PUT").SelectMany(request => request.Query.Split('&')).Where(part => part.StartsWith("sig=", StringComparison.Ordinal));
        string[] secrets = [TestEnvironment.Key, "SECRETSIG", .. signatures, .. signatures.Select(part => Uri.UnescapeDataString(part[4..]))];
        string[] shown = [.. environment.Observer.Notifications.Select(line => line.Text), error?.ToString() ?? "", error?.Summary ?? "", error?.Code ?? "", error?.Uri?.ToString() ?? "", JsonSerializer.Serialize(environment.Observer.Results<MemicFile>())];
        Assert.NotEmpty(environment.Observer.Lines(DiagnosticLevel.Debug));
        Assert.All(shown, text => Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Debug_shows_requests_and_answers_with_the_key_taken_out()
    {
        await using var environment = await TestEnvironment.StartAsync();

        await environment.RunAsync(environment.Client.Account.GetContextAsync(default));

        var lines = environment.Observer.Lines(DiagnosticLevel.Debug).ToList();
        Assert.Contains("X-API-Key: (redacted)", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("< 200 OK", lines[1], StringComparison.Ordinal);
        Assert.Contains("Acme Corp", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verbose_has_a_line_for_each_request_with_status_and_request_id()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 503 });

        await environment.RunAsync(environment.Client.Account.GetContextAsync(default));

        var lines = environment.Observer.Verbose.Where(line => line.StartsWith("GET", StringComparison.Ordinal)).ToList();
        Assert.Equal([$"GET /me -> 503 in 0 ms, attempt 1, {environment.Requests[0].RequestId}", $"GET /me -> 200 in 0 ms, attempt 2, {environment.Requests[1].RequestId}"], lines);
    }
}
