namespace Memic.Client.Tests;

public class FileSenderTests
{
    [Fact]
    public async Task A_file_that_fails_is_reported_with_its_path_and_the_others_go_on()
    {
        await using var world = await World.StartAsync();
        string[] paths = [world.Folder.Text("1.txt"), world.Folder.Text("2.exe"), Path.Combine(world.Folder.Path, "none.txt"), world.Folder.Text("3.txt")];

        await SendAllAsync(world, paths);

        Assert.Equal(["1.txt", "3.txt"], world.Notes.Results<MemicFile>().Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            [("invalid_file_type", paths[1]), ("path_not_found", paths[2])],
            world.Notes.Failures.Select(failure => (failure.Error.Code, (string)failure.Target!)).Order());
    }

    [Fact]
    public async Task A_wrong_mime_type_costs_only_its_own_file()
    {
        await using var world = await World.StartAsync();
        var sender = new FileSender(world.Client, 1, null, default);

        await sender.AddAsync(new FileToSend { Path = world.Folder.Text("1.txt"), MimeType = "garbage" });
        await sender.AddAsync(new FileToSend { Path = world.Folder.Text("2.txt") });
        await world.RunAsync(sender.CompleteAsync());

        Assert.Equal("invalid_input", Assert.Single(world.Notes.Failures).Error.Code);
        Assert.Equal("2.txt", Assert.Single(world.Notes.Results<MemicFile>()).Name);
    }

    [Fact]
    public async Task No_more_files_are_under_way_than_the_throttle_limit()
    {
        await using var world = await World.StartAsync();
        world.Emulator.Faults.Add(new Fault { Method = "PUT", Delay = TimeSpan.FromSeconds(30), Times = int.MaxValue });
        var sender = new FileSender(world.Client, 3, null, default);
        var adding = Task.Run(async () =>
        {
            for (var n = 0; n < 12; n++)
            {
                await sender.AddAsync(new FileToSend { Path = world.Folder.Text($"{n}.txt") });
            }

            await sender.CompleteAsync();
        });

        await world.Driver.SettleAsync();

        Assert.Equal(3, world.Calls.Count(call => call == "PUT /storage/*"));
        await world.RunAsync(adding);
        Assert.Equal(12, world.Notes.Results<MemicFile>().Count());
    }

    [Fact]
    public async Task With_a_waiter_each_file_is_reported_once_it_is_ready()
    {
        await using var world = await World.StartAsync(e => e.ProcessingTime = TimeSpan.FromSeconds(20));
        var waiter = new FileWaiter(world.Client, TimeSpan.FromMinutes(5), default);
        var sender = new FileSender(world.Client, 4, waiter, default);

        for (var n = 0; n < 10; n++)
        {
            await sender.AddAsync(new FileToSend { Path = world.Folder.Text($"{n}.txt"), ReferenceId = $"ref-{n}" });
        }

        await world.RunAsync(sender.CompleteAsync());

        Assert.Equal(10, world.Notes.Results<MemicFile>().Count(file => file.IsReady && file.Path is not null && file.ReferenceId is not null));
        Assert.Equal((10, 10), (world.Notes.Progress.FilesTotal, world.Notes.Progress.FilesDone));
        Assert.Equal(0, world.Emulator.RateLimits.Rejections);
    }

    [Fact]
    public async Task Progress_knows_all_files_and_bytes()
    {
        await using var world = await World.StartAsync();

        await SendAllAsync(world, world.Folder.Text("1.txt", "12345"), world.Folder.Text("2.txt", "123"));

        var progress = world.Notes.Progress;
        Assert.Equal((2, 2, 8, 8), (progress.FilesTotal, progress.FilesDone, progress.BytesTotal, progress.BytesDone));
        Assert.Empty(progress.Active);
    }

    static async Task SendAllAsync(World world, params string[] paths)
    {
        var sender = new FileSender(world.Client, 4, null, default);
        foreach (var path in paths)
        {
            await sender.AddAsync(new FileToSend { Path = path });
        }

        await world.RunAsync(sender.CompleteAsync());
    }
}
