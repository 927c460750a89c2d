namespace Memic.Client.Tests;

/// <summary>When a run of a folder refuses to send or to delete anything.</summary>
public class SyncGuardTests
{
    [Fact]
    public async Task A_folder_that_lost_more_than_half_is_not_believed_however_often_the_run_is_repeated()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Seed("gone.md", "gone");
        sync.Seed("half.md", status: "uploading");
        for (var i = 0; i < 5; i++)
        {
            sync.Write($"another {i}.md", $"text {i}");
        }

        for (var night = 0; night < 3; night++)
        {
            var error = await sync.FailureAsync(options => options.Delete = true);

            Assert.Equal(("delete_refused", SyncMessages.MoreThanHalf(1, 1)), (error.Code, error.Detail));
            Assert.Equal(["GET /files"], sync.Calls);
            Assert.Empty(sync.Results);
        }

        await sync.RunAsync(options => (options.Delete, options.Force) = (true, true));
        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"docs/another {i}.md ready"), sync.Held);
    }

    [Fact]
    public async Task An_empty_folder_is_refused_and_a_part_that_cannot_be_read_keeps_nothing_from_being_sent()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Seed("a.md");
        sync.Seed("gone.md");

        Assert.Equal(SyncMessages.FolderEmpty, (await sync.FailureAsync(options => options.Delete = true)).Detail);

        sync.Write("a.md");
        sync.Write("new.md");
        Directory.CreateDirectory(Path.Combine(sync.Docs, "closed", IgnoreRules.FileName));
        Assert.Equal(("delete_refused", SyncMessages.FolderIncomplete), await sync.FailureAsync(options => options.Delete = true) is var error ? (error.Code, error.Detail) : default);
        Assert.Equal(["docs/a.md ready", "docs/gone.md ready", "docs/new.md ready"], sync.Held);
    }

    [Fact]
    public async Task Nothing_is_sent_or_deleted_after_a_list_that_is_shorter_than_it_says()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Seed("a.md");
        sync.Seed("b.md");
        sync.Seed("gone.md");
        sync.Write("a.md");
        sync.Write("b.md");
        sync.Write("new.md");
        var page = await ListAsync(sync);
        sync.Emulator.Faults.Add(new Fault { Method = "GET", Path = "/files", Status = 200, Times = int.MaxValue, Body = page.Replace("\"total\":3", "\"total\":4", StringComparison.Ordinal) });

        var error = await sync.FailureAsync(options => (options.Delete, options.Force) = (true, true));

        Assert.Equal(("delete_refused", SyncMessages.ListIncomplete(3, 4)), (error.Code, error.Detail));
        Assert.Equal(Enumerable.Repeat("GET /files", 4), sync.Calls);
        Assert.Equal("invalid_response", (await sync.FailureAsync()).Code);
        Assert.Empty(sync.Writes);
    }

    [Fact]
    public async Task Files_that_others_send_while_the_list_is_read_do_not_make_it_incomplete()
    {
        await using var sync = await SyncFixture.StartAsync();
        for (var i = 0; i < 250; i++)
        {
            sync.Seed($"{i:000}.md");
            sync.Write($"{i:000}.md");
        }

        // The second page waits until somebody has sent a file, which moves every other one place on.
        sync.Emulator.Faults.Add(new Fault { Method = "GET", Path = "/files", Kind = FaultKind.Respond, Delay = TimeSpan.FromSeconds(1), Skip = 1 });
        var run = sync.Begin(options => options.Delete = true);
        await sync.Environment.Driver.UntilAsync(() => sync.Calls.Count() == 2);
        sync.Emulator.Files.Seed(new FileSeed { Name = "other.md", Text = "from another tool" });
        var summary = await sync.Environment.RunAsync(run);

        Assert.Equal(250, summary.Counts[MemicSyncAction.Unchanged]);
        Assert.Equal(Enumerable.Repeat("GET /files", 4), sync.Calls);
    }

    [Fact]
    public async Task A_list_that_fails_ends_the_run_before_anything_is_sent()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Write("a.md");
        sync.Emulator.Faults.Add(new Fault { Method = "GET", Path = "/files", Status = 403, Times = int.MaxValue });

        var error = await sync.FailureAsync();

        Assert.Equal(403, error.StatusCode);
        Assert.Empty(sync.Writes);
    }

    private static async Task<string> ListAsync(SyncFixture sync)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, sync.Emulator.BaseUri + "/files?page=1&page_size=100");
        request.Headers.Add("X-API-Key", TestEnvironment.Key);
        using var response = await sync.Environment.RunAsync(http.SendAsync(request));
        return await response.Content.ReadAsStringAsync();
    }
}
