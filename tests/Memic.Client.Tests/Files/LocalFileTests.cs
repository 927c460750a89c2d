using System.Text;

namespace Memic.Client.Tests;

/// <summary>What can be wrong with a file on this side; none of it costs a request to confirm.</summary>
public class LocalFileTests
{
    [Fact]
    public async Task A_file_that_is_not_there_is_path_not_found() => await FailsUnsentAsync("path_not_found", folder => Path.Combine(folder.Path, "none.txt"));

    [Fact]
    public async Task A_folder_is_not_a_file() => await FailsUnsentAsync("not_a_file", folder => folder.Path);

    [Fact]
    public async Task An_empty_file_is_file_empty() => await FailsUnsentAsync("file_empty", folder => folder.Text(text: ""));

    [Fact]
    public async Task A_file_that_another_program_has_locked_is_file_unreadable()
    {
        await using var world = await World.StartAsync();
        var path = world.Folder.Text();
        using var locked = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal("file_unreadable", (await world.FailureOfSendingAsync(path)).Code);
        Assert.Empty(world.Requests);
    }

    [Fact]
    public async Task A_pipe_is_not_a_file()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream(System.IO.Pipes.PipeDirection.Out);
        await FailsUnsentAsync("not_a_file", _ => $"/proc/self/fd/{pipe.ClientSafePipeHandle.DangerousGetHandle()}");
    }

    [Fact]
    public async Task A_reference_id_over_255_characters_is_invalid_input()
    {
        await using var world = await World.StartAsync();

        await world.SendAsync(new FileToSend { Path = world.Folder.Text(), ReferenceId = new string('r', 255) });
        var error = await world.FailureOfAsync(world.Client.Files.SendAsync(new FileToSend { Path = world.Folder.Text(), ReferenceId = new string('r', 256) }, default));

        Assert.Equal(("invalid_input", 3), (error.Code, world.Requests.Count));
    }

    [Fact]
    public async Task A_name_over_500_characters_is_invalid_input()
    {
        await using var world = await World.StartAsync();
        FileToSend Named(int length) => new() { Path = "/" + new string('n', length - 4) + ".txt" };

        await world.RunAsync(world.Client.Files.InitAsync(Named(500), 1, "text/plain", default));
        var error = await world.FailureOfAsync(world.Client.Files.InitAsync(Named(501), 1, "text/plain", default));

        Assert.Equal(("invalid_input", 1), (error.Code, world.Requests.Count));
    }

    public static TheoryData<string, Action<string>> Changes => new()
    {
        { "shrunk", path => File.WriteAllText(path, "x") },
        { "grown", path => File.AppendAllText(path, "x") },
        { "touched", path => File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(1)) },
        { "deleted", File.Delete },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_file_that_changed_while_it_was_sent_is_file_changed_and_never_confirmed(string how, Action<string> change)
    {
        Assert.NotEmpty(how);
        await using var world = await World.StartAsync();
        var path = world.Folder.Text(text: string.Concat(Enumerable.Repeat("Some notes. ", 50)));
        world.Emulator.Faults.Add(new Fault { Method = "PUT", Delay = TimeSpan.FromSeconds(30) });

        var sending = world.Client.Files.SendAsync(new FileToSend { Path = path }, default);
        await world.Driver.UntilAsync(() => world.Requests.Any(request => request.Method == "PUT"));
        change(path);

        Assert.Equal("file_changed", (await world.FailureOfAsync(sending)).Code);
        Assert.DoesNotContain("POST /files/*/confirm", world.Calls);
    }

    [Fact]
    public async Task A_file_that_shrinks_between_two_tries_of_the_upload_is_file_changed_at_once()
    {
        await using var world = await World.StartAsync();
        var path = world.Folder.Bytes(1_000_000);
        world.Emulator.Faults.Add(new Fault { Method = "PUT", Status = 503 });

        var sending = world.Client.Files.SendAsync(new FileToSend { Path = path }, default);
        await world.Driver.UntilAsync(() => world.Requests.Count(request => request is { Method: "PUT", Completed: true }) == 1);
        File.WriteAllText(path, "short");

        Assert.Equal("file_changed", (await world.FailureOfAsync(sending)).Code);
        Assert.InRange(world.Requests.Count(request => request.Method == "PUT"), 1, 2);
    }

    [Fact]
    public async Task A_file_that_another_program_has_open_for_writing_can_be_sent()
    {
        await using var world = await World.StartAsync();
        var path = world.Folder.Text();
        using var writer = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);

        await world.SendAsync(path);

        Assert.Equal(Encoding.UTF8.GetByteCount("Some notes."), world.Requests[1].BodyLength);
    }

    static async Task FailsUnsentAsync(string code, Func<Folder, string> path)
    {
        await using var world = await World.StartAsync();

        var error = await world.FailureOfSendingAsync(path(world.Folder));

        Assert.Equal((code, 0), (error.Code, error.Attempts));
        Assert.Empty(world.Requests);
    }
}
