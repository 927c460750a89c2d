namespace Memic.Client.Tests;

public class RedirectTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_within_the_origin_is_followed_with_the_key(int status)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Kind = FaultKind.Redirect, Status = status, Path = "/me", Target = "/api/v1/sdk/me" });

        await environment.RunAsync(environment.Client.Account.GetContextAsync(default));

        Assert.Equal(["/api/v1/me", "/api/v1/sdk/me"], environment.Requests.Select(request => request.Path));
        Assert.Equal(TestEnvironment.Key, environment.Requests[1].Key);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task The_key_never_follows_to_another_origin(int status)
    {
        await using var environment = await TestEnvironment.StartAsync();
        await using var elsewhere = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        environment.Emulator.Faults.Add(new Fault { Kind = FaultKind.Redirect, Status = status, Target = elsewhere.Uri + "/me?secret=1" });

        var error = await environment.FailureOfContextAsync();

        Assert.Equal(($"http_{status}", status), (error.Code, error.StatusCode));
        Assert.Empty(elsewhere.Heads);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_is_not_turned_into_a_get()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Kind = FaultKind.Redirect, Status = 302, Path = "/files/init", Target = "/api/v1/sdk/files/init" });

        Assert.Equal("http_302", (await environment.FailureOfSendingAsync(environment.Folder.Text())).Code);
        Assert.Single(environment.Requests);
    }

    [Fact]
    public async Task A_post_keeps_its_body_over_a_307()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Kind = FaultKind.Redirect, Status = 307, Path = "/files/init", Target = "/api/v1/sdk/files/init" });

        await environment.SendAsync(environment.Folder.Text());

        Assert.Equal(environment.Requests[0].Body, environment.Requests[1].Body);
    }

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Kind = FaultKind.Redirect, Target = "/api/v1/me", Times = int.MaxValue });

        Assert.Equal("http_307", (await environment.FailureOfContextAsync()).Code);
        Assert.InRange(environment.Requests.Count, 2, 10);
    }

    [Fact]
    public async Task Storage_that_redirects_is_not_followed()
    {
        await using var environment = await TestEnvironment.StartAsync();
        await using var elsewhere = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        environment.Emulator.Faults.Add(new Fault { Kind = FaultKind.Redirect, Path = "/storage/*", Target = elsewhere.Uri.AbsoluteUri });

        var error = await environment.FailureOfSendingAsync(environment.Folder.Text());

        Assert.Equal(("storage_rejected", 307), (error.Code, error.StatusCode));
        Assert.Empty(elsewhere.Heads);
    }
}
