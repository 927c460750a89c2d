namespace Memic.Client.Tests;

public class UploadQueueTests
{
    [Fact]
    public async Task A_file_that_fails_is_reported_with_its_path_and_the_others_go_on()
    {
        await using var environment = await TestEnvironment.StartAsync();
        string[] paths = [environment.Folder.Text("1.txt"), environment.Folder.Text("2.exe"), Path.Combine(environment.Folder.Path, "none.txt"), environment.Folder.Text("3.txt")];

        await SendAllAsync(environment, paths);

        Assert.Equal(["1.txt", "3.txt"], environment.Observer.Results<MemicFile>().Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            [("invalid_file_type", paths[1]), ("path_not_found", paths[2])],
            environment.Observer.Failures.Select(failure => (failure.Error.Code, (string)failure.Target!)).Order());
    }

    [Fact]
    public async Task A_wrong_mime_type_costs_only_its_own_file()
    {
        await using var environment = await TestEnvironment.StartAsync();
        using var queue = new UploadQueue(environment.Client, 1, null, default);

        await environment.RunAsync(UploadAllAsync(
            environment,
            queue,
            [new FileUploadRequest { Path = environment.Folder.Text("1.txt"), MimeType = "garbage" }, new FileUploadRequest { Path = environment.Folder.Text("2.txt") }]));

        Assert.Equal("invalid_input", Assert.Single(environment.Observer.Failures).Error.Code);
        Assert.Equal("2.txt", Assert.Single(environment.Observer.Results<MemicFile>()).Name);
    }

    [Fact]
    public async Task No_more_files_are_under_way_than_the_throttle_limit()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Method = "PUT", Delay = TimeSpan.FromSeconds(30), Times = int.MaxValue });
        using var queue = new UploadQueue(environment.Client, 3, null, default);
        var adding = UploadAllAsync(environment, queue, Enumerable.Range(0, 12).Select(n => new FileUploadRequest { Path = environment.Folder.Text($"{n}.txt") }));

        await environment.Driver.SettleAsync();

        Assert.Equal(3, environment.Calls.Count(call => call == "PUT /storage/*"));
        await environment.RunAsync(adding);
        Assert.Equal(12, environment.Observer.Results<MemicFile>().Count());
    }

    [Fact]
    public async Task With_a_waiter_each_file_is_reported_once_it_is_ready()
    {
        await using var environment = await TestEnvironment.StartAsync(e => e.ProcessingTime = TimeSpan.FromSeconds(20));
        using var poller = new FileStatusPoller(environment.Client, TimeSpan.FromMinutes(5), default);
        using var queue = new UploadQueue(environment.Client, 4, poller.WaitAsync, default);

        await environment.RunAsync(UploadAllAsync(
            environment, queue, Enumerable.Range(0, 10).Select(n => new FileUploadRequest { Path = environment.Folder.Text($"{n}.txt"), ReferenceId = $"ref-{n}" })));
        await environment.RunAsync(poller.Completion);

        Assert.Equal(10, environment.Observer.Results<MemicFile>().Count(file => file.IsReady && file.Path is not null && file.ReferenceId is not null));
        Assert.Equal((10, 10), (environment.Observer.Progress.FilesTotal, environment.Observer.Progress.FilesDone));
        Assert.Equal(0, environment.Emulator.RateLimits.Rejections);
    }

    [Fact]
    public async Task A_table_that_is_changed_for_the_next_file_is_sent_as_it_was()
    {
        await using var environment = await TestEnvironment.StartAsync();
        using var queue = new UploadQueue(environment.Client, 1, null, default);
        var table = new System.Collections.Hashtable();
        var uploads = new List<Task<MemicFile>>();
        foreach (var name in new[] { "1.txt", "2.txt" })
        {
            table["name"] = name;
            uploads.Add(await queue.AddAsync(new FileUploadRequest { Path = environment.Folder.Text(name), Metadata = table }));
        }

        table.Clear();
        var files = await environment.RunAsync(Task.WhenAll(uploads));

        Assert.Equal(["1.txt", "2.txt"], files.Select(file => environment.Emulator.Files.Find(file.Id)!.Metadata["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_key_that_is_refused_stops_what_has_not_begun_and_loses_nothing_that_was_confirmed()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "/files/init", Status = 401, Skip = 2, Times = int.MaxValue });
        using var queue = new UploadQueue(environment.Client, 1, null, default);

        await environment.RunAsync(UploadAllAsync(environment, queue, Enumerable.Range(0, 8).Select(n => new FileUploadRequest { Path = environment.Folder.Text($"{n}.txt") })));

        Assert.Equal(2, environment.Observer.Results<MemicFile>().Count());
        Assert.Equal(6, environment.Observer.Failures.Count(failure => failure.Error.StatusCode == 401));
        Assert.Equal(3, environment.Calls.Count(call => call == "POST /files/init"));
    }

    [Fact]
    public async Task Progress_knows_all_files_and_bytes()
    {
        await using var environment = await TestEnvironment.StartAsync();

        await SendAllAsync(environment, environment.Folder.Text("1.txt", "12345"), environment.Folder.Text("2.txt", "123"));

        var progress = environment.Observer.Progress;
        Assert.Equal((2, 2, 8, 8), (progress.FilesTotal, progress.FilesDone, progress.BytesTotal, progress.BytesDone));
        Assert.Empty(progress.Active);
    }

    private static async Task SendAllAsync(TestEnvironment environment, params string[] paths)
    {
        using var queue = new UploadQueue(environment.Client, 4, null, default);
        await environment.RunAsync(UploadAllAsync(environment, queue, paths.Select(path => new FileUploadRequest { Path = path })));
    }

    private static async Task UploadAllAsync(TestEnvironment environment, UploadQueue queue, IEnumerable<FileUploadRequest> files)
    {
        var uploads = new List<Task>();
        foreach (var file in files)
        {
            uploads.Add(environment.Observer.RecordAsync(await queue.AddAsync(file), file.Path));
        }

        await Task.WhenAll(uploads);
    }
}
