namespace Memic.Client.Tests;

public class ConnectionTests
{
    [Fact]
    public void Closing_a_connection_leaves_the_settings_of_the_caller_alone()
    {
        var settings = new MemicConnectionSettings { ApiKey = new ApiKey(TestEnvironment.Key) };
        var connection = new MemicConnection(settings);

        connection.Dispose();

        Assert.NotNull(settings.ApiKey);
        Assert.True(connection.IsDisconnected);
    }

    [Fact]
    public async Task A_connection_opens_nothing_until_something_is_sent()
    {
        await using var environment = await TestEnvironment.StartAsync();

        // The registry is the process's, and leads to connections of other tests.
        await environment.Connection.GetRateLimitsAsync(default);
        _ = environment.Connection.GetRateLimits();
        Assert.DoesNotContain(ObjectGraph.Of(environment.Connection, except: typeof(RateLimiterRegistry)), it => it is HttpMessageInvoker);

        await environment.RunAsync(environment.Client.Account.GetContextAsync(default));
        Assert.Single(ObjectGraph.Of(environment.Connection, except: typeof(RateLimiterRegistry)), it => it is HttpMessageInvoker);
    }

    [Fact]
    public async Task The_password_of_a_proxy_is_in_no_error()
    {
        await using var proxy = new RawServer("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var connection = new MemicConnection(new()
        {
            ApiKey = new ApiKey(TestEnvironment.Key), BaseUri = new Uri("http://memic.example/api/v1"), AllowUnencrypted = true, Retry = new() { MaximumRetryCount = 0 },
            Proxy = new System.Net.WebProxy(new Uri($"http://user:pass-word@127.0.0.1:{proxy.Uri.Port}")),
        });

        var error = await Assert.ThrowsAsync<MemicException>(() => new MemicClient(connection).Account.GetContextAsync(default));

        Assert.DoesNotContain("pass-word", error.ToString() + error.Summary + error.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_asks_gets_no_credentials_unless_they_are_allowed()
    {
        await using var proxy = new RawServer("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var connection = new MemicConnection(new()
        {
            ApiKey = new ApiKey(TestEnvironment.Key), BaseUri = new Uri("http://memic.example/api/v1"), AllowUnencrypted = true, Retry = new() { MaximumRetryCount = 0 },
            Proxy = new System.Net.WebProxy(new Uri($"http://127.0.0.1:{proxy.Uri.Port}")),
        });

        var error = await Assert.ThrowsAsync<MemicException>(() => new MemicClient(connection).Account.GetContextAsync(default));

        Assert.Equal(407, error.StatusCode);
        Assert.DoesNotContain("Proxy-Authorization", Assert.Single(proxy.Heads), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_network_error_names_host_and_port()
    {
        using var port = new ClosedPort();
        using var connection = new MemicConnection(new()
        {
            ApiKey = new ApiKey(TestEnvironment.Key), BaseUri = port.Uri, NoProxy = true, Retry = new() { MaximumRetryCount = 0 },
        });

        var error = await Assert.ThrowsAsync<MemicException>(() => new MemicClient(connection).Account.GetContextAsync(default));

        Assert.Equal("network_error", error.Code);
        Assert.Contains($"127.0.0.1:{port.Number}", error.Message, StringComparison.Ordinal);
    }
}
