namespace Memic.Client.Tests;

public class BaseUriTests
{
    [Fact]
    public void By_default_it_is_the_documented_one() => Assert.Equal("https://api.memic.ai/api/v1/", Connect(null).BaseUri.AbsoluteUri);

    [Fact]
    public void Plain_http_to_another_host_is_insecure_base_url()
    {
        var error = Assert.Throws<MemicException>(() => Connect("http://memic.example/api/v1"));

        Assert.Equal(("insecure_base_url", true), (error.Code, error.Error.IsTerminating));
    }

    [Fact]
    public void Plain_http_can_be_allowed() => Assert.Equal("http://memic.example/api/v1/", Connect("http://memic.example/api/v1", allow: true).BaseUri.AbsoluteUri);

    [Theory]
    [InlineData("http://localhost:5000/api/v1")]
    [InlineData("http://127.0.0.1:5000/api/v1")]
    [InlineData("http://[::1]:5000/api/v1")]
    public void Plain_http_to_this_machine_is_fine(string uri) => Assert.Equal(uri + "/", Connect(uri).BaseUri.AbsoluteUri);

    [Theory]
    [InlineData("ftp://memic.example/api/v1")]
    [InlineData("https://user:secret@memic.example/api/v1")]
    [InlineData("https://memic.example/api/v1?x=1")]
    [InlineData("/api/v1")]
    [InlineData("api.memic.ai")]
    public void Anything_but_a_plain_https_address_is_invalid_input_that_does_not_repeat_it(string uri)
    {
        var error = Assert.Throws<MemicException>(() => Connect(uri));

        Assert.Equal("invalid_input", error.Code);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "/api/v1/me")]
    [InlineData("/", "/api/v1/me")]
    [InlineData("/sdk", "/api/v1/sdk/me")]
    [InlineData("/sdk/", "/api/v1/sdk/me")]
    public async Task A_trailing_slash_makes_no_difference_and_the_sdk_prefix_is_set_by_the_address(string end, string path)
    {
        await using var environment = await TestEnvironment.StartAsync();
        var client = new MemicClient(environment.Connect(s => s.BaseUri = new Uri(environment.Emulator.BaseUri + end)));

        await environment.RunAsync(client.Account.GetContextAsync(default));

        Assert.Equal(path, Assert.Single(environment.Requests).Path);
    }

    private static MemicConnection Connect(string? uri, bool allow = false)
    {
        var settings = new MemicConnectionSettings { ApiKey = new ApiKey(TestEnvironment.Key), AllowUnencrypted = allow };
        settings.BaseUri = uri is null ? settings.BaseUri : new Uri(uri, UriKind.RelativeOrAbsolute);
        return new MemicConnection(settings);
    }
}
