using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Memic.Client.Tests;

public class RoutingTests
{
    [Theory]
    [InlineData("GET", "/search", "POST")]
    [InlineData("POST", "/me", "GET")]
    [InlineData("PATCH", "/files", "GET")]
    [InlineData("PUT", "/files/00000000-0000-0000-0000-000000000001/status", "GET")]
    [InlineData("DELETE", "/prompts/summarizer", "GET")]
    [InlineData("DELETE", "/sdk/chat", "POST")]
    public async Task A_wrong_method_is_405_and_says_which_are_allowed(string method, string path, string allowed)
    {
        await using var client = await EmulatorClient.StartAsync();

        using var response = await client.SendAsync(method, path);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal([allowed], response.Content.Headers.Allow);
        var body = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal("method_not_allowed", (string?)body["code"]);
        Assert.Equal("Method Not Allowed", (string?)body["detail"]);
        Assert.Equal(client.Emulator.Requests.All[^1].RequestId, (string?)body["request_id"]);
        Assert.Equal(405, client.Emulator.Requests.All[^1].Status);
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/files/a/b/c")]
    [InlineData("/prompts/a/b")]
    public async Task An_unknown_path_is_404(string path)
    {
        await using var client = await EmulatorClient.StartAsync();

        using var response = await client.SendAsync("GET", path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("not_found", (string?)(await response.Content.ReadFromJsonAsync<JsonNode>())!["code"]);
    }

    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a/b", "a%2fb")]
    [InlineData("a%2Fb", "a%252Fb")]
    [InlineData("50% ü?#", "50%25%20%C3%BC%3F%23")]
    [InlineData("a+b", "a+b")]
    public async Task A_prompt_name_is_one_segment_of_the_path_and_decoded_once(string name, string segment)
    {
        await using var client = await EmulatorClient.StartAsync();
        client.Emulator.Prompts.Set(name, "Hello.");

        Assert.Equal(name, (string?)(await client.GetJsonAsync("GET", $"/prompts/{segment}"))["name"]);
        Assert.EndsWith("/prompts/" + segment, client.Emulator.Requests.All[^1].Path);
    }

    [Fact]
    public async Task The_control_plane_takes_a_prompt_name_with_a_slash()
    {
        await using var client = await EmulatorClient.StartAsync();

        await client.ControlAsync("PUT", "/prompts/a%2Fb", new { body = "Hello." });

        Assert.Equal("Hello.", client.Emulator.Prompts.Find("a/b", "production")?.Body);
    }
}
