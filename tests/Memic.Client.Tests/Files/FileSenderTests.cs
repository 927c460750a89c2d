namespace Memic.Client.Tests;

public class FileSenderTests
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
        var sender = new FileSender(environment.Client, 1, null, default);

        await sender.AddAsync(new FileToSend { Path = environment.Folder.Text("1.txt"), MimeType = "garbage" });
        await sender.AddAsync(new FileToSend { Path = environment.Folder.Text("2.txt") });
        await environment.RunAsync(sender.CompleteAsync());

        Assert.Equal("invalid_input", Assert.Single(environment.Observer.Failures).Error.Code);
        Assert.Equal("2.txt", Assert.Single(environment.Observer.Results<MemicFile>()).Name);
    }

    [Fact]
    public async Task No_more_files_are_under_way_than_the_throttle_limit()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Method = "PUT", Delay = TimeSpan.FromSeconds(30), Times = int.MaxValue });
        var sender = new FileSender(environment.Client, 3, null, default);
        var adding = Task.Run(async () =>
        {
            for (var n = 0; n < 12; n++)
            {
                await sender.AddAsync(new FileToSend { Path = environment.Folder.Text($"{n}.txt") });
            }

            await sender.CompleteAsync();
        });

        await environment.Driver.SettleAsync();

        Assert.Equal(3, environment.Calls.Count(call => call == "PUT /storage/*"));
        await environment.RunAsync(adding);
        Assert.Equal(12, environment.Observer.Results<MemicFile>().Count());
    }

    [Fact]
    public async Task With_a_waiter_each_file_is_reported_once_it_is_ready()
    {
        await using var environment = await TestEnvironment.StartAsync(e => e.ProcessingTime = TimeSpan.FromSeconds(20));
        var waiter = new FileWaiter(environment.Client, TimeSpan.FromMinutes(5), default);
        var sender = new FileSender(environment.Client, 4, waiter, default);

        for (var n = 0; n < 10; n++)
        {
            await sender.AddAsync(new FileToSend { Path = environment.Folder.Text($"{n}.txt"), ReferenceId = $"ref-{n}" });
        }

        await environment.RunAsync(sender.CompleteAsync());

        Assert.Equal(10, environment.Observer.Results<MemicFile>().Count(file => file.IsReady && file.Path is not null && file.ReferenceId is not null));
        Assert.Equal((10, 10), (environment.Observer.Progress.FilesTotal, environment.Observer.Progress.FilesDone));
        Assert.Equal(0, environment.Emulator.RateLimits.Rejections);
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
        var sender = new FileSender(environment.Client, 4, null, default);
        foreach (var path in paths)
        {
            await sender.AddAsync(new FileToSend { Path = path });
        }

        await environment.RunAsync(sender.CompleteAsync());
    }
}
