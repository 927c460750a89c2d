using System.Net;
using System.Text.Json;

namespace Memic.Client.Tests;

public class ApiKeyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("mk_live\nEXAMPLE")]
    [InlineData("mk live EXAMPLE")]
    [InlineData("mk_live_\u00C4")]
    [InlineData("mk_live\0")]
    public void What_no_header_can_hold_is_api_key_missing_and_not_repeated(string key)
    {
        var error = Assert.Throws<MemicException>(() => new ApiKey(key));

        Assert.Equal(("api_key_missing", true), (error.Code, error.Error.IsTerminating));
        Assert.True(key.Length == 0 || string.IsNullOrWhiteSpace(key) || !error.ToString().Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public void A_connection_without_a_key_is_api_key_missing() =>
        Assert.Equal("api_key_missing", Assert.Throws<MemicException>(() => new MemicConnection(new MemicConnectionSettings())).Code);

    [Fact]
    public async Task White_space_around_a_pasted_key_is_dropped()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var client = new MemicClient(environment.Connect(s => s.ApiKey = new ApiKey($" {TestEnvironment.Key}\r\n")));

        await environment.RunAsync(client.Account.GetContextAsync(default));

        Assert.Equal(TestEnvironment.Key, environment.Requests[0].Key);
    }

    [Fact]
    public async Task A_secure_string_works_as_well()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var client = new MemicClient(environment.Connect(s => s.ApiKey = new ApiKey(new NetworkCredential("", TestEnvironment.Key).SecurePassword)));

        await environment.RunAsync(client.Account.GetContextAsync(default));

        Assert.Equal(TestEnvironment.Key, environment.Requests[0].Key);
    }

    [Fact]
    public async Task The_key_is_in_no_text_and_no_json_of_key_settings_or_connection()
    {
        await using var environment = await TestEnvironment.StartAsync();
        await environment.RunAsync(environment.Client.Account.GetContextAsync(default));
        var key = new ApiKey(TestEnvironment.Key);

        string[] shown = [key.ToString(), JsonSerializer.Serialize(key), environment.Connection.ToString(), JsonSerializer.Serialize(environment.Connection), JsonSerializer.Serialize(new MemicException("code", "detail").Data)];

        Assert.All(shown, text => Assert.DoesNotContain(TestEnvironment.Key, text, StringComparison.Ordinal));
        Assert.All(shown, text => Assert.DoesNotContain("EXAMPLE", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Keys_are_told_apart_by_a_fingerprint_of_eight_digits()
    {
        string Fingerprint(string key) => new MemicConnection(new MemicConnectionSettings { ApiKey = new ApiKey(key) }).KeyFingerprint;

        Assert.Matches("^[0-9a-f]{8}$", Fingerprint(TestEnvironment.Key));
        Assert.NotEqual(Fingerprint(TestEnvironment.Key), Fingerprint(EmulatorOptions.StagingKey));
    }

    [Fact]
    public async Task A_disconnected_connection_fails_with_api_key_missing_and_sends_nothing()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Connection.Dispose();

        Assert.Equal("api_key_missing", (await environment.FailureOfContextAsync()).Code);
        Assert.Empty(environment.Requests);
    }
}
