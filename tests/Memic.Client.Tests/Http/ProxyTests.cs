using System.Net;

namespace Memic.Client.Tests;

public class ProxyTests
{
    [Fact]
    public async Task The_proxy_of_the_settings_is_used_for_the_api()
    {
        await using var environment = await TestEnvironment.StartAsync();
        await using var proxy = Proxy();
        using var connection = environment.Connect(s => UseProxy(s, proxy));

        var context = await environment.RunAsync(new MemicClient(connection).Account.GetContextAsync(default));

        Assert.Equal("proxied", context.EnvironmentSlug);
        Assert.StartsWith("GET http://memic.example/api/v1/me HTTP/1.1", Assert.Single(proxy.Heads), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_proxy_of_the_settings_is_used_for_storage_and_learns_no_key_there()
    {
        await using var environment = await TestEnvironment.StartAsync();
        await using var proxy = new RawServer("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var connection = environment.Connect(s =>
        {
            s.AllowUnencrypted = true;
            s.Proxy = new WebProxy(new Uri(proxy.Uri.GetLeftPart(UriPartial.Authority)), BypassOnLocal: true);
            s.NoProxy = false;
        });
        environment.Emulator.Faults.Add(new Fault { Path = "/files/init", Status = 201, Times = 2, Body = """{"file_id": "1", "upload_url": "http://storage.example/1?sig=x"}""" });

        await environment.FailureOfAsync(new MemicClient(connection).Files.UploadAsync(new FileUploadRequest { Path = environment.Folder.Text() }, default));

        Assert.All(proxy.Heads, head => Assert.StartsWith("PUT http://storage.example/1?sig=x HTTP/1.1", head, StringComparison.Ordinal));
        Assert.All(proxy.Heads, head => Assert.DoesNotContain(TestEnvironment.Key, head, StringComparison.Ordinal));
        Assert.NotEmpty(proxy.Heads);
    }

    [Fact]
    public async Task No_proxy_goes_without_one_whatever_else_is_set()
    {
        await using var environment = await TestEnvironment.StartAsync();
        await using var proxy = Proxy();
        using var connection = environment.Connect(s => s.Proxy = new WebProxy(new Uri(proxy.Uri.GetLeftPart(UriPartial.Authority))));

        await environment.RunAsync(new MemicClient(connection).Account.GetContextAsync(default));

        Assert.Empty(proxy.Heads);
        Assert.Single(environment.Requests);
    }

    [Theory]
    [InlineData("Basic realm=\"proxy\"")]
    [InlineData("Negotiate")]
    [InlineData("NTLM")]
    public async Task A_proxy_that_asks_gets_no_credentials_that_nobody_gave_and_the_request_with_the_key_once(string challenge)
    {
        await using var environment = await TestEnvironment.StartAsync();
        await using var proxy = Asking(challenge);
        using var connection = environment.Connect(s => UseProxy(s, proxy));

        var error = await environment.FailureOfAsync(new MemicClient(connection).Account.GetContextAsync(default));

        Assert.Equal(("http_407", 407), (error.Code, error.StatusCode));
        Assert.DoesNotContain("Proxy-Authorization", Assert.Single(proxy.Heads), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_proxy_that_asks_gets_the_credentials_that_were_given_for_it()
    {
        await using var environment = await TestEnvironment.StartAsync();
        await using var proxy = Asking("Basic realm=\"proxy\"");
        using var connection = environment.Connect(s =>
        {
            UseProxy(s, proxy);
            ((WebProxy)s.Proxy!).Credentials = new NetworkCredential("user", "EXAMPLE");
        });

        await environment.FailureOfAsync(new MemicClient(connection).Account.GetContextAsync(default));

        Assert.Contains(proxy.Heads, head => head.Contains("Proxy-Authorization: Basic " + Convert.ToBase64String("user:EXAMPLE"u8), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_current_users_own_credentials_go_to_a_proxy_only_where_that_is_asked_for(bool isAskedFor)
    {
        var settings = new MemicConnectionSettings { UseDefaultProxyCredentials = isAskedFor };

        using var handler = HttpClientFactory.CreateHandler(settings, DecompressionMethods.None);

        Assert.Same(isAskedFor ? CredentialCache.DefaultCredentials : null, handler.DefaultProxyCredentials);
        Assert.Null(handler.Credentials);
    }

    [Theory]
    [InlineData("Basic realm=\"proxy\"")]
    [InlineData("Negotiate")]
    [InlineData("NTLM")]
    public async Task A_proxy_that_asks_for_the_current_users_credentials_ends_as_an_error_with_a_code_where_there_are_none(string challenge)
    {
        await using var environment = await TestEnvironment.StartAsync();
        await using var proxy = Asking(challenge);
        using var connection = environment.Connect(s =>
        {
            UseProxy(s, proxy);
            ((WebProxy)s.Proxy!).UseDefaultCredentials = true;
            s.UseDefaultProxyCredentials = true;
            s.Retry.MaximumRetryCount = 0;
        });

        var error = await environment.FailureOfAsync(new MemicClient(connection).Account.GetContextAsync(default));

        Assert.Contains(error.Code, new[] { "http_407", "network_error" });
        Assert.All(proxy.Heads, head => Assert.DoesNotContain("Basic", head, StringComparison.Ordinal));
    }

    private static RawServer Asking(string challenge) =>
        new($"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: {challenge}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    private static RawServer Proxy() => new("HTTP/1.1 200 OK\r\nContent-Length: 31\r\n\r\n{\"environment_slug\": \"proxied\"}");

    private static void UseProxy(MemicConnectionSettings settings, RawServer proxy)
    {
        settings.BaseUri = new Uri("http://memic.example/api/v1");
        settings.AllowUnencrypted = true;
        settings.NoProxy = false;
        settings.Proxy = new WebProxy(new Uri(proxy.Uri.GetLeftPart(UriPartial.Authority)));
    }
}
