using System.Text.Json.Nodes;

namespace Memic.Client.Tests;

public class FileHistoryTests
{
    [Fact]
    public async Task The_history_says_since_when_a_file_had_each_status_and_when_it_was_deleted()
    {
        await using var client = await EmulatorClient.StartAsync(options => options.ProcessingTime = TimeSpan.FromSeconds(9));
        var start = client.Time.GetUtcNow();
        var id = await SendAsync(client, "Some notes.");
        client.Time.Advance(TimeSpan.FromSeconds(20));
        await client.SendAsync("DELETE", $"/files/{id}");

        var file = await HistoryOfAsync(client, id);

        Assert.Equal(
            ["uploading 0", "uploaded 0", "conversion_started 1", "conversion_complete 2", "parsing_started 3", "parsing_complete 4", "chunking_started 5", "chunking_complete 6", "embedding_started 7", "embedding_complete 8", "ready 9"],
            StatusesOf(file, start));
        Assert.Equal(start.AddSeconds(20), (DateTimeOffset)file["deletedAt"]!);
        Assert.Equal("docs/a.md", (string?)file["referenceId"]);
        Assert.Equal("ops", (string?)file["metadata"]!["team"]);
        Assert.Equal(11, (long)file["contentSize"]!);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("Some notes."u8)), (string?)file["contentSha256"]);
    }

    [Fact]
    public async Task A_file_that_is_there_has_the_statuses_that_it_had_so_far_and_content_only_if_all_arrived()
    {
        await using var client = await EmulatorClient.StartAsync(options => options.ProcessingTime = TimeSpan.FromSeconds(9));
        var start = client.Time.GetUtcNow();
        var sent = await SendAsync(client, "Some notes.");
        var begun = (string)(await client.GetJsonAsync("POST", "/files/init", new { filename = "b.md", size = 3, mime_type = "text/markdown" }))["file_id"]!;
        client.Time.Advance(TimeSpan.FromSeconds(1));

        var file = await HistoryOfAsync(client, sent);
        Assert.Equal(["uploading 0", "uploaded 0", "conversion_started 1"], StatusesOf(file, start));
        Assert.Null(file["deletedAt"]);
        Assert.Null((await HistoryOfAsync(client, begun))["contentSha256"]);

        client.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(5, StatusesOf(await HistoryOfAsync(client, sent), start).Count());
    }

    [Fact]
    public async Task A_status_that_was_set_and_a_failure_to_process_are_in_it()
    {
        await using var client = await EmulatorClient.StartAsync(options => options.ProcessingTime = TimeSpan.FromSeconds(9));
        var start = client.Time.GetUtcNow();
        var id = await SendAsync(client, "This is no PDF.", "a.pdf");
        client.Time.Advance(TimeSpan.FromSeconds(20));
        await client.ControlAsync("PATCH", $"/files/{id}", new { status = "ready" });
        client.Time.Advance(TimeSpan.FromSeconds(1));
        await client.ControlAsync("PATCH", $"/files/{id}", new { status = "embedding_failed" });

        Assert.Equal(
            ["uploading 0", "uploaded 0", "conversion_started 1", "conversion_complete 2", "parsing_started 3", "parsing_failed 4", "ready 20", "embedding_failed 21"],
            StatusesOf(await HistoryOfAsync(client, id), start));
    }

    [Fact]
    public async Task A_reset_forgets_it()
    {
        await using var client = await EmulatorClient.StartAsync();
        await SendAsync(client, "Some notes.");

        await client.ControlAsync("POST", "/reset");

        Assert.Empty((await client.ControlAsync("GET", "/history"))!.AsArray());
    }

    private static async Task<string> SendAsync(EmulatorClient client, string text, string name = "a.md")
    {
        var init = await client.GetJsonAsync("POST", "/files/init", new { filename = name, size = text.Length, mime_type = "text/markdown", reference_id = "docs/a.md", metadata = new { team = "ops" } });
        using var put = await client.Http.PutAsync((string)init["upload_url"]!, new StringContent(text));
        Assert.True(put.IsSuccessStatusCode);
        await client.GetJsonAsync("POST", $"/files/{init["file_id"]}/confirm");
        return (string)init["file_id"]!;
    }

    private static async Task<JsonNode> HistoryOfAsync(EmulatorClient client, string id) =>
        (await client.ControlAsync("GET", "/history"))!.AsArray().Single(file => (string?)file!["id"] == id)!;

    private static IEnumerable<string> StatusesOf(JsonNode file, DateTimeOffset start) =>
        file["statuses"]!.AsArray().Select(change => $"{change!["status"]} {((DateTimeOffset)change["at"]! - start).TotalSeconds:0}");
}
