namespace Memic.Client.Tests;

/// <summary>The shapes in which old and new sources show files, and fields that are odd. One odd field never costs the answer.</summary>
public class ShapesTests
{
    [Fact]
    public async Task Id_and_status_are_enough()
    {
        var file = await StatusAsync("""{"id": "7", "status": "ready"}""");

        Assert.Equal(("7", "ready", true), (file.Id, file.Status, file.IsReady));
        Assert.Equal(
            (null, null, null, null, null, null, null, null),
            (file.Name, file.Size, file.MimeType, file.ReferenceId, file.ErrorMessage, file.TotalChunks, file.CreatedAt, file.EstimatedRemaining));
        Assert.Empty(file.Metadata);
    }

    [Fact]
    public async Task Every_field_may_be_null() => Assert.Equal("7", (await StatusAsync("""
        {"id": "7", "status": "ready", "name": null, "original_filename": null, "size": null, "mime_type": null, "total_chunks": null, "created_at": null, "updated_at": null,
         "total_embeddings": null, "reference_id": null, "environment_slug": null, "folder_id": null, "folder_name": null, "file_metadata": null,
         "estimated_remaining_time_seconds": null, "error_message": null, "project_id": null}
        """)).Id);

    [Fact]
    public async Task An_item_of_the_list_has_folder_environment_and_time_left()
    {
        await using var environment = await TestEnvironment.StartAsync(e => e.ProcessingTime = TimeSpan.FromSeconds(90));
        environment.Emulator.Files.Seed(new FileSeed { Name = "a.txt", Text = "x", Status = null, FolderName = "Contracts" });

        var file = Assert.Single((await environment.RunAsync(environment.Client.Files.GetPageAsync(1, default))).Files);

        Assert.Equal(("Contracts", "production", TimeSpan.FromSeconds(90), null), (file.FolderName, file.EnvironmentSlug, file.EstimatedRemaining, file.ProjectId));
        Assert.NotNull(file.FolderId);
    }

    [Fact]
    public async Task The_file_of_the_old_server_has_project_and_error_message_and_neither_size_nor_type()
    {
        var file = await StatusAsync("""
            {"id": "7", "name": "a.pdf", "status": "parsing_failed", "project_id": "p", "error_message": "Broken", "is_converted": true,
             "parsing_started_at": "2025-11-02T10:00:00", "file_metadata": {}}
            """);

        Assert.Equal(("p", "Broken", null, true), (file.ProjectId, file.ErrorMessage, file.Size, file.IsFailed));
    }

    [Theory]
    [InlineData("\"12345\"", 12345L)]
    [InlineData("12345.0", 12345L)]
    [InlineData("\"n/a\"", null)]
    [InlineData("true", null)]
    [InlineData("[1]", null)]
    [InlineData("{}", null)]
    [InlineData("1e400", null)]
    public async Task A_number_is_read_from_text_and_is_missing_where_there_is_none(string json, long? expected)
    {
        var file = await StatusAsync($$"""{"id": "7", "status": "ready", "size": {{json}}, "total_chunks": {{json}}}""");

        Assert.Equal((expected, expected), (file.Size, file.TotalChunks));
    }

    [Theory]
    [InlineData("2026-03-01T12:00:00Z")]
    [InlineData("2026-03-01T12:00:00.000000+00:00")]
    [InlineData("2026-03-01T14:00:00+02:00")]
    [InlineData("2026-02-28T22:00:00-14:00")]
    [InlineData("2026-03-01T12:00Z")]
    [InlineData("2026-03-01 14:00:00+02:00")]
    [InlineData("2026-03-01T14:00:00\\u002B02:00")]
    [InlineData("2026-03-01T12:00")]
    [InlineData("2026-03-01T12:00:00")]
    [InlineData("2026-03-01T12:00:00.000000")]
    [InlineData("2026-03-01 12:00:00")]
    public async Task A_date_is_utc_with_and_without_an_offset(string date)
    {
        var created = (await StatusAsync($$"""{"id": "7", "status": "ready", "created_at": "{{date}}"}""")).CreatedAt;

        Assert.Equal((new DateTime(2026, 3, 1, 12, 0, 0), DateTimeKind.Utc), (created!.Value, created.Value.Kind));
    }

    [Theory]
    [InlineData("\"yesterday\"")]
    [InlineData("0")]
    [InlineData("\"\"")]
    [InlineData("\"Z\"")]
    [InlineData("\"2026-02-30T12:00:00Z\"")]
    [InlineData("\"0001-01-01T00:00:00+14:00\"")]
    public async Task What_is_no_date_is_no_date(string json) =>
        Assert.Null((await StatusAsync($$"""{"id": "7", "status": "ready", "created_at": {{json}}}""")).CreatedAt);

    [Theory]
    [InlineData("[1, 2]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    public async Task Metadata_that_is_no_object_is_empty(string json) =>
        Assert.Empty((await StatusAsync($$"""{"id": "7", "status": "ready", "file_metadata": {{json}}}""")).Metadata);

    [Fact]
    public async Task Half_of_a_character_in_the_metadata_does_not_cost_the_file() =>
        Assert.Equal("ready", (await StatusAsync("""{"id": "7", "status": "ready", "file_metadata": {"odd": "\ud83d", "good": 1}}""")).Status);

    [Fact]
    public async Task A_number_in_place_of_a_text_is_that_text()
    {
        var file = await StatusAsync("""{"id": 7, "status": "ready", "reference_id": 12, "name": false}""");

        Assert.Equal(("7", "12", "false"), (file.Id, file.ReferenceId, file.Name));
    }

    [Fact]
    public async Task An_answer_without_id_keeps_the_id_that_was_asked_for() => Assert.Equal("7", (await StatusAsync("""{"status": "ready"}""")).Id);

    [Fact]
    public async Task A_file_without_status_is_invalid_response() =>
        Assert.Equal("invalid_response", (await Assert.ThrowsAsync<MemicException>(() => StatusAsync("""{"id": "7"}"""))).Code);

    [Fact]
    public async Task Fields_that_nobody_knows_are_ignored() => Assert.Equal("7", (await StatusAsync("""{"new": {"deep": [1]}, "id": "7", "status": "ready"}""")).Id);

    [Theory]
    [InlineData("""{"items": [{"id": "1", "status": "ready"}], "has_more": false}""", true)]
    [InlineData("""{"items": [{"id": "1", "status": "ready"}], "has_more": true}""", false)]
    [InlineData("""{"items": [{"id": "1", "status": "ready"}], "page": 1, "total_pages": 1}""", true)]
    [InlineData("""{"items": [{"id": "1", "status": "ready"}], "page": 1, "total_pages": 2}""", false)]
    [InlineData("""{"items": [{"id": "1", "status": "ready"}], "total": 1, "page_size": 1}""", true)]
    [InlineData("""{"items": [{"id": "1", "status": "ready"}], "total": 2, "page_size": 1}""", false)]
    [InlineData("""{"items": [{"id": "1", "status": "ready"}]}""", true)]
    [InlineData("""{"items": [], "has_more": false}""", true)]
    [InlineData("""{"items": [], "total": 0}""", true)]
    [InlineData("""{"items": [null, {"id": "1", "status": "ready"}], "has_more": false}""", true)]
    public async Task Every_way_to_end_a_list_is_understood(string body, bool isLast)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 200, Body = body });

        var page = await environment.RunAsync(environment.Client.Files.GetPageAsync(1, default));

        Assert.Equal(isLast, page.IsLast);
        Assert.All(page.Files, file => Assert.Equal("1", file.Id));
    }

    [Theory]
    [InlineData("../me")]
    [InlineData("a/b")]
    [InlineData("a?b#c")]
    public async Task An_id_cannot_become_another_path(string id)
    {
        await using var environment = await TestEnvironment.StartAsync();

        await environment.FailureOfAsync(environment.Client.Files.GetStatusAsync(id, default));

        Assert.Equal($"/api/v1/files/{Uri.EscapeDataString(id)}/status", Assert.Single(environment.Requests).Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_id_that_is_none_is_invalid_input_and_sends_nothing(string id)
    {
        await using var environment = await TestEnvironment.StartAsync();

        Assert.Equal("invalid_input", (await environment.FailureOfAsync(environment.Client.Files.GetStatusAsync(id, default))).Code);
        Assert.Empty(environment.Requests);
    }

    private static async Task<MemicFile> StatusAsync(string body)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Status = 200, Body = body });
        return await environment.RunAsync(environment.Client.Files.GetStatusAsync("7", default));
    }
}
