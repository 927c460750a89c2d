namespace Memic.Client.Tests;

public class FolderSynchronizerTests
{
    [Fact]
    public async Task A_first_run_sends_every_file_with_its_reference_id_its_marker_and_the_user_s_metadata()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Write("a.md", "alpha");
        sync.Write("Sub/b.md", "beta");

        var summary = await sync.RunAsync(options => options.Metadata = new Dictionary<string, object?> { ["team"] = "ops" });

        Assert.Equal(["Sent Sub/b.md", "Sent a.md"], sync.Outcomes);
        Assert.Equal(["docs/Sub/b.md ready", "docs/a.md ready"], sync.Held);
        var stored = sync.Emulator.Files.All.Single(file => file.Name == "b.md");
        Assert.Equal("ops", (string?)stored.Metadata["team"]);
        Assert.Equal(
            ("docs", "Sub/b.md", "f44e64e75f3948e9f73f8dfa94721c4ce8cbb4f265c4790c702b2d41cfbf2753", 4L),
            ((string?)stored.Metadata["memic_sync_source"], (string?)stored.Metadata["memic_sync_path"], (string?)stored.Metadata["memic_sync_sha256"], (long?)stored.Metadata["memic_sync_size"]));
        Assert.StartsWith("Synchronized docs: 2 sent, 0 replaced, 0 removed, 0 unchanged, 0 skipped, 0 failed; 9 bytes in ", summary.ToString(), StringComparison.Ordinal);
        Assert.Contains(summary.ToString(), sync.Environment.Observer.Verbose);
        Assert.Equal(summary.ToString(), sync.Environment.Observer.Progress.Summary);
    }

    [Fact]
    public async Task An_unchanged_folder_costs_its_list_pages_and_nothing_else_whatever_the_time_stamps()
    {
        await using var sync = await SyncFixture.StartAsync();
        for (var i = 0; i < 250; i++)
        {
            sync.Seed($"{i:000}.md");
            File.SetLastWriteTimeUtc(sync.Write($"{i:000}.md"), DateTime.UtcNow.AddDays(-i));
        }

        var summary = await sync.RunAsync();

        Assert.Equal(["GET /files", "GET /files", "GET /files"], sync.Calls);
        Assert.Equal(250, summary.Counts[MemicSyncAction.Unchanged]);
        Assert.Empty(sync.Results);
    }

    [Fact]
    public async Task Under_All_unchanged_and_skipped_files_are_reported_too()
    {
        await using var sync = await SyncFixture.StartAsync();
        var id = sync.Seed("a.md");
        sync.Write("a.md");
        sync.Write("b.exe");

        await sync.RunAsync(options => options.All = true);

        Assert.Equal(["Skipped b.exe", "Unchanged a.md"], sync.Outcomes);
        Assert.Equal(id.ToString(), sync.Results.Single(result => result.Action == MemicSyncAction.Unchanged).FileId);
        Assert.Contains("type", sync.Results.Single(result => result.Action == MemicSyncAction.Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_file_is_sent_and_the_old_one_is_deleted_only_when_the_new_one_is_ready()
    {
        await using var sync = await SyncFixture.StartAsync();
        var old = sync.Seed("a.md", "old");
        sync.Write("a.md", "new!");
        var statesAtDelete = new List<string>();
        sync.Emulator.Faults.Add(new Fault { Method = "DELETE", Path = "/files/*", Kind = FaultKind.Respond, Delay = TimeSpan.FromSeconds(1) });

        var run = sync.Begin();
        await sync.Environment.Driver.UntilAsync(() => sync.Calls.Contains("DELETE /files/*"));
        Assert.Equal(["docs/a.md ready", "docs/a.md ready"], sync.Held);
        await sync.Environment.RunAsync(run);

        Assert.Equal(["POST /files/init", "PUT /storage/*", "POST /files/*/confirm", "DELETE /files/*"], sync.Writes);
        Assert.Equal(["Replaced a.md"], sync.Outcomes);
        Assert.Equal(["docs/a.md ready"], sync.Held);
        Assert.Null(sync.Emulator.Files.Find(old.ToString()));
    }

    [Fact]
    public async Task If_the_new_version_fails_the_old_one_stays_and_the_error_says_why()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Seed("a.pdf", "old");
        sync.Write("a.pdf", "This is no PDF.");

        await sync.RunAsync();

        var failed = Assert.Single(sync.Results);
        Assert.Equal((MemicSyncAction.Failed, "file_processing_failed"), (failed.Action, failed.Error!.Code));
        Assert.Contains("parsing_failed", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(["docs/a.pdf parsing_failed", "docs/a.pdf ready"], sync.Held);
    }

    [Fact]
    public async Task A_version_that_failed_before_does_not_pile_up()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Write("a.pdf", "This is no PDF.");

        await sync.RunAsync();
        await sync.RunAsync();

        Assert.Equal(["docs/a.pdf parsing_failed"], sync.Held);
    }

    [Fact]
    public async Task What_killed_runs_left_is_cleaned_up_and_nothing_is_sent_twice()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Seed("kept.md");
        sync.Seed("kept.md");
        sync.Seed("kept.md", "older");
        sync.Seed("kept.md", status: "uploading");
        sync.Seed("waiting.md", "older");
        sync.Seed("waiting.md", status: null);
        sync.Seed("gone.md", status: "uploading");
        sync.Write("kept.md");
        sync.Write("waiting.md");

        await sync.RunAsync();

        Assert.Equal(["docs/kept.md ready", "docs/waiting.md ready"], sync.Held);
        Assert.Equal(["Removed gone.md", "Removed kept.md", "Removed kept.md", "Removed kept.md", "Replaced waiting.md"], sync.Outcomes);
        Assert.DoesNotContain("POST /files/init", sync.Calls);
    }

    [Fact]
    public async Task What_a_killed_run_confirmed_at_the_last_moment_stays_searchable_until_there_is_another()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Write("a.md");
        var late = sync.Seed("a.md", status: "uploading");
        var gone = sync.Seed("gone.md", status: "uploading");
        sync.Emulator.Faults.Add(new Fault { Method = "POST", Path = "/files/init", Kind = FaultKind.Respond, Delay = TimeSpan.FromSeconds(5), Status = 400 });

        // The confirmations of the run before arrive after the list was read.
        var run = sync.Begin();
        await sync.Environment.Driver.UntilAsync(() => sync.Calls.Contains("POST /files/init"));
        foreach (var id in new[] { late, gone })
        {
            sync.Emulator.Files.SetStatus(sync.Emulator.Files.Find(id.ToString())!, "ready");
        }

        await sync.Environment.RunAsync(run);
        Assert.Equal(["Failed a.md"], sync.Outcomes);
        Assert.Equal(["docs/a.md ready", "docs/gone.md ready"], sync.Held);

        await sync.RunAsync();
        Assert.Empty(sync.Results);
    }

    [Fact]
    public async Task What_others_put_there_is_never_touched()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Emulator.Files.Seed(new FileSeed { Name = "a.md", ReferenceId = "docs/a.md", Text = "sent by hand" });
        sync.Seed("a.md", source: "Docs");
        sync.Seed("a.md", source: "other", status: "uploading");
        sync.Write("b.md");
        sync.Write("a.md");

        await sync.RunAsync(options => (options.Delete, options.Force) = (true, true));

        Assert.Equal(["Sent a.md", "Sent b.md"], sync.Outcomes);
        Assert.Equal(5, sync.Held.Count());
    }

    [Fact]
    public async Task Delete_removes_what_the_folder_no_longer_has_after_everything_else()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Seed("a.md");
        sync.Seed("gone.md", "gone");
        sync.Write("a.md");
        sync.Write("new.md", "new");

        await sync.RunAsync(options => options.Delete = true);

        Assert.Equal(["Removed gone.md", "Sent new.md"], sync.Outcomes);
        Assert.Equal("DELETE /files/*", sync.Calls.Last());
        Assert.Equal(["docs/a.md ready", "docs/new.md ready"], sync.Held);
    }

    [Fact]
    public async Task Without_Delete_what_the_folder_no_longer_has_stays()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Seed("gone.md");

        await sync.RunAsync();

        Assert.Equal(["docs/gone.md ready"], sync.Held);
    }

    [Fact]
    public async Task A_moved_file_keeps_its_old_place_until_the_new_one_is_ready()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Seed("keep.md");
        sync.Seed("old.md", "moved");
        sync.Write("keep.md");
        sync.Write("new.md", "moved");
        sync.Emulator.Faults.Add(new Fault { Method = "POST", Path = "/files/init", Status = 400 });

        await sync.RunAsync(options => options.Delete = true);

        Assert.Equal(["Failed new.md"], sync.Outcomes);
        Assert.Equal(["docs/keep.md ready", "docs/old.md ready"], sync.Held);

        await sync.RunAsync(options => options.Delete = true);

        Assert.Equal(["docs/keep.md ready", "docs/new.md ready"], sync.Held);
    }

    [Fact]
    public async Task Metadata_that_changed_are_a_change_and_the_same_are_none()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Write("a.md");

        static void Team(FolderSyncOptions options, string team) => options.Metadata = new Dictionary<string, object?> { ["team"] = team };
        await sync.RunAsync(options => Team(options, "ops"));
        await sync.RunAsync(options => Team(options, "ops"));
        Assert.Empty(sync.Results);

        await sync.RunAsync(options => Team(options, "dev"));
        Assert.Equal(["Replaced a.md"], sync.Outcomes);
        Assert.Equal("dev", (string?)Assert.Single(sync.Emulator.Files.All).Metadata["team"]);
    }

    [Fact]
    public async Task Two_files_with_one_name_are_an_error_for_the_second_and_never_one_over_the_other()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Write("e\u0301.md", "decomposed");
        sync.Write("\u00e9.md", "composed");
        if (Directory.GetFiles(sync.Docs).Length < 2)
        {
            // A file system that does not tell the two names apart.
            return;
        }

        await sync.RunAsync();

        Assert.Equal([MemicSyncAction.Failed, MemicSyncAction.Sent], sync.Results.Select(result => result.Action).Order().Reverse());
        Assert.Equal(["docs/\u00e9.md ready"], sync.Held);
    }

    [Fact]
    public async Task What_is_declined_is_not_done_and_costs_no_request()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Seed("changed.md", "old");
        sync.Seed("same-size.md", "old");
        sync.Seed("gone.md");
        sync.Seed("keep.md");
        sync.Seed("half.md", status: "uploading");
        sync.Write("changed.md", "longer");
        sync.Write("same-size.md", "new");
        sync.Write("keep.md");
        sync.Write("new.md");

        await sync.RunAsync(options => options.Delete = true, confirm: _ => false);

        Assert.Equal(["GET /files"], sync.Calls);
        Assert.Empty(sync.Results);
        Assert.Equal(
            ["Removed docs/gone.md", "Removed docs/half.md", "Replaced docs/changed.md", "Replaced docs/same-size.md", "Sent docs/new.md"],
            sync.Asked.Select(planned => $"{planned.Action} {planned.ReferenceId}").Order());
    }

    [Fact]
    public async Task A_second_run_at_the_same_time_says_so_and_does_nothing()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Write("a.md");
        var first = sync.Begin();

        var error = await sync.Environment.FailureOfAsync(sync.Begin());
        await sync.Environment.RunAsync(first);

        Assert.Equal("sync_in_progress", error.Code);
        Assert.Contains($"process {Environment.ProcessId}", error.Detail, StringComparison.Ordinal);
        Assert.Single(sync.Emulator.Requests.All, request => request.Path.EndsWith("/init", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_no_lock_can_be_kept_it_runs_and_says_so()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Write("a.md");

        await sync.RunAsync(options => options.LockFolder = Path.Combine(sync.Environment.Folder.Text("file"), "locks"));

        Assert.Equal(["Sent a.md"], sync.Outcomes);
        Assert.Contains(sync.Environment.Observer.Verbose, line => line.Contains("no lock can be kept", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_is_refused_ends_the_run_after_what_was_sent_is_reported()
    {
        await using var sync = await SyncFixture.StartAsync();
        for (var i = 0; i < 30; i++)
        {
            sync.Write($"{i:00}.md");
        }

        sync.Emulator.Faults.Add(new Fault { Method = "POST", Path = "/files/init", Status = 401, Skip = 3, Times = int.MaxValue });

        var error = await sync.FailureAsync(options => options.ThrottleLimit = 1);

        Assert.Equal("invalid_api_key", error.Code);
        Assert.Equal(26, sync.NotBegun.Count);
        Assert.StartsWith("Not finished: 26 more files: ", sync.NotBegun.Describe(), StringComparison.Ordinal);
        Assert.Contains(sync.Environment.Observer.Verbose, line => line.Contains("1 failed, 26 not begun;", StringComparison.Ordinal));
        Assert.Equal(4, sync.Calls.Count(call => call == "POST /files/init"));
        Assert.Equal(3, sync.Results.Count(result => result.Action == MemicSyncAction.Sent));
    }

    [Fact]
    public async Task A_type_that_the_service_refuses_after_all_is_skipped_and_fails_only_under_Strict()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Write("a.xyz");

        await sync.RunAsync(options => (options.Include, options.All) = (["*.xyz"], true));
        Assert.Equal(["Skipped a.xyz"], sync.Outcomes);

        await sync.RunAsync(options => (options.Include, options.Strict) = (["*.xyz"], true));
        Assert.Equal(["Failed a.xyz"], sync.Outcomes);
    }

    [Fact]
    public async Task A_folder_that_is_none_is_an_error_before_anything_is_sent()
    {
        await using var sync = await SyncFixture.StartAsync();

        Assert.Equal("path_not_found", (await sync.FailureAsync(options => options.Path = Path.Combine(sync.Docs, "none"))).Code);
        Assert.Equal(("not_a_file", SyncMessages.NameFolder), await sync.FailureAsync(options => options.Path = sync.Write("a.md")) is var error ? (error.Code, error.Advice) : default);
        Assert.Equal("invalid_input", (await sync.FailureAsync(options => options.Source = "a/b")).Code);
        Assert.Equal("invalid_input", (await sync.FailureAsync(options => options.Include = ["[a"])).Code);
        Assert.Equal("invalid_input", (await sync.FailureAsync(options => options.Metadata = new Dictionary<string, object?> { ["memic_sync_path"] = 1 })).Code);
        Assert.Empty(sync.Environment.Requests);
    }

    [Fact]
    public async Task Cancelled_it_ends_and_the_next_run_finishes_the_work()
    {
        await using var sync = await SyncFixture.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            sync.Write($"{i:00}.md", $"text {i}");
        }

        using var cancellation = new CancellationTokenSource();
        var run = sync.Begin(cancellationToken: cancellation.Token);
        await sync.Environment.Driver.UntilAsync(() => sync.Calls.Count(call => call == "PUT /storage/*") >= 5);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sync.Environment.RunAsync(run));

        await sync.RunAsync();

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"docs/{i:00}.md ready"), sync.Held);
    }
}
