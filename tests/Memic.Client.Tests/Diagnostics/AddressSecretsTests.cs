using System.Diagnostics;
using System.Net;

namespace Memic.Client.Tests;

/// <summary>User names and passwords in addresses are shown nowhere.</summary>
public class AddressSecretsTests
{
    private const string Password = "s3cretEXAMPLE";

    [Fact]
    public async Task The_password_of_a_proxy_that_refuses_is_in_no_text_of_the_error_or_its_causes()
    {
        await using var environment = await TestEnvironment.StartAsync();
        await using var proxy = new RawServer("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var connection = environment.Connect(s =>
        {
            s.BaseUri = new Uri("https://memic.example/api/v1");
            s.NoProxy = false;
            s.Proxy = new WebProxy(new Uri($"http://user:{Password}@127.0.0.1:{proxy.Uri.Port}"));
            s.Retry.MaximumRetryCount = 0;
        });

        var error = await environment.FailureOfAsync(new MemicClient(connection, environment.Observer).Account.GetContextAsync(default));

        Assert.NotEmpty(proxy.Heads);
        AssertClean(environment, error);
    }

    [Fact]
    public async Task The_user_information_of_a_storage_url_is_in_no_error_no_line_and_no_span()
    {
        var addresses = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Memic",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => addresses.Add(activity.GetTagItem("url.full") as string ?? ""),
        };
        ActivitySource.AddActivityListener(listener);
        await using var environment = await TestEnvironment.StartAsync();
        await using var storage = new RawServer("HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        environment.Emulator.Faults.Add(new Fault
        {
            Path = "/files/init", Status = 201, Body = $$"""{"file_id": "7", "upload_url": "http://user:{{Password}}@127.0.0.1:{{storage.Uri.Port}}/7?sig=x"}""",
        });

        var error = await environment.FailureOfSendingAsync(environment.Folder.Text());

        Assert.Equal(("storage_rejected", $"http://127.0.0.1:{storage.Uri.Port}/7"), (error.Code, error.Uri?.AbsoluteUri));
        AssertClean(environment, error);
        Assert.Contains(addresses, address => address.EndsWith("/7", StringComparison.Ordinal));
        Assert.All(addresses, address => Assert.DoesNotContain(Password, address, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://user:" + Password + "@memic.example/me")]
    [InlineData("//user:" + Password + "@memic.example/me")]
    public async Task The_user_information_of_a_redirect_is_in_no_message(string target)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Kind = FaultKind.Redirect, Target = target });

        var error = await environment.FailureOfContextAsync();

        Assert.Contains("memic.example", error.Message, StringComparison.Ordinal);
        AssertClean(environment, error);
    }

    private static void AssertClean(TestEnvironment environment, MemicException error)
    {
        Assert.DoesNotContain(Password, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, error.Message + error.Detail + error.Summary + error.Uri?.OriginalString, StringComparison.Ordinal);
        Assert.All(environment.Observer.Notifications, line => Assert.DoesNotContain(Password, line.Text, StringComparison.Ordinal));
    }
}
