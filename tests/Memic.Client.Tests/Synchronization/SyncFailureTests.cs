namespace Memic.Client.Tests;

/// <summary>What a run of a folder does with a file, or a folder, that fails.</summary>
public class SyncFailureTests
{
    [Fact]
    public async Task A_file_that_changes_while_it_is_sent_is_not_confirmed_and_leaves_nothing_behind()
    {
        await using var sync = await SyncFixture.StartAsync();
        var path = sync.Write("a.md", "before");
        var time = File.GetLastWriteTimeUtc(path);
        sync.Write("b.md");
        sync.Emulator.Faults.Add(new Fault { Method = "POST", Path = "/files/init", Kind = FaultKind.Respond, Delay = TimeSpan.FromSeconds(5), Times = 2 });

        var run = sync.Begin();
        await sync.Environment.Driver.UntilAsync(() => sync.Calls.Count(call => call == "POST /files/init") == 2);

        // Of the same size and with the same time: only the content tells.
        File.WriteAllText(path, "after!");
        File.SetLastWriteTimeUtc(path, time);
        await sync.Environment.RunAsync(run);

        Assert.Equal(["Failed a.md", "Sent b.md"], sync.Outcomes);
        Assert.Equal("file_changed", sync.Results.Single(result => result.Action == MemicSyncAction.Failed).Error!.Code);
        Assert.Equal(["docs/b.md ready"], sync.Held);
    }

    [Fact]
    public async Task A_file_that_goes_before_it_is_read_fails_and_the_others_go_on()
    {
        await using var sync = await SyncFixture.StartAsync();
        var path = sync.Write("a.md");
        sync.Write("b.md");

        await sync.RunAsync(confirm: planned =>
        {
            File.Delete(path);
            return true;
        });

        Assert.Equal(["Failed a.md", "Sent b.md"], sync.Outcomes);
        Assert.Equal("path_not_found", sync.Results.Single(result => result.Action == MemicSyncAction.Failed).Error!.Code);
    }

    [Fact]
    public async Task A_file_that_goes_while_it_is_sent_fails_and_leaves_nothing_behind()
    {
        await using var sync = await SyncFixture.StartAsync();
        var path = sync.Write("a.md");
        sync.Write("b.md");
        sync.Emulator.Faults.Add(new Fault { Method = "PUT", Path = "/storage/*", Kind = FaultKind.Respond, Delay = TimeSpan.FromSeconds(5), Times = 2 });

        var run = sync.Begin();
        await sync.Environment.Driver.UntilAsync(() => sync.Calls.Count(call => call == "PUT /storage/*") == 2);
        File.Delete(path);
        await sync.Environment.RunAsync(run);

        Assert.Equal(["Failed a.md", "Sent b.md"], sync.Outcomes);
        Assert.Equal("file_changed", sync.Results.Single(result => result.Action == MemicSyncAction.Failed).Code);
        Assert.Equal(["docs/b.md ready"], sync.Held);
    }

    [Fact]
    public async Task A_disk_that_fails_in_the_middle_of_a_file_fails_that_file_and_nothing_is_deleted_on_its_account()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Seed("bad.md");
        sync.Write("bad.md");
        sync.Write("good.md");

        await sync.RunAsync(options =>
        {
            (options.Delete, options.Force) = (true, true);
            options.ReadFingerprint = (path, token) => path.EndsWith("bad.md", StringComparison.Ordinal) ? throw new IOException("Input/output error") : FileFingerprint.ReadAsync(path, token);
        });

        Assert.Equal(["Failed bad.md", "Sent good.md"], sync.Outcomes);
        Assert.Equal(("file_unreadable", "'bad.md' cannot be read: Input/output error"), sync.Results.Single(result => result.Action == MemicSyncAction.Failed) is var failed ? (failed.Code, failed.Reason) : default);
        Assert.Equal(["docs/bad.md ready", "docs/good.md ready"], sync.Held);
    }

    [Fact]
    public async Task Each_file_is_read_once_to_learn_its_content_and_never_more_than_four_at_a_time()
    {
        await using var sync = await SyncFixture.StartAsync();
        for (var i = 0; i < 12; i++)
        {
            sync.Seed($"{i:00}.md");
            sync.Write($"{i:00}.md");
        }

        var (read, reading) = (new List<string>(), 0);
        using var go = new SemaphoreSlim(0);
        var run = sync.Begin(options => options.ReadFingerprint = async (path, token) =>
        {
            lock (read)
            {
                read.Add(path);
            }

            Interlocked.Increment(ref reading);
            await go.WaitAsync(token);
            Interlocked.Decrement(ref reading);
            return await FileFingerprint.ReadAsync(path, token);
        });
        await sync.Environment.Driver.UntilAsync(() => Volatile.Read(ref reading) == 4);
        Assert.Equal(4, read.Count);
        go.Release(12);
        await sync.Environment.RunAsync(run);

        Assert.Equal(12, read.Distinct().Count());
        Assert.Equal(12, read.Count);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_read_fails_and_nothing_is_deleted_on_its_account()
    {
        await using var sync = await SyncFixture.StartAsync();
        sync.Seed("closed/a.md");
        sync.Write("b.md");

        // A folder in the place of the rules: they cannot be read by any user.
        Directory.CreateDirectory(Path.Combine(sync.Docs, "closed", IgnoreRules.FileName));

        await sync.RunAsync(options => (options.Delete, options.Force) = (true, true));

        Assert.Equal(["Failed closed", "Sent b.md"], sync.Outcomes);
        Assert.Equal(["docs/b.md ready", "docs/closed/a.md ready"], sync.Held);
    }
}
