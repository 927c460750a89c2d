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
        await using var environment = await TestEnvironment.StartAsync();
        var path = environment.Folder.Text();
        using var locked = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal("file_unreadable", (await environment.FailureOfSendingAsync(path)).Code);
        Assert.Empty(environment.Requests);
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
    public async Task A_pipe_that_nobody_writes_to_is_not_a_file_at_once()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await FailsUnsentAsync("not_a_file", folder =>
        {
            var path = Path.Combine(folder.Path, "pipe.txt");
            using var mkfifo = System.Diagnostics.Process.Start("mkfifo", [path]);
            mkfifo.WaitForExit();
            return path;
        });
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_is_path_not_found()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await FailsUnsentAsync("path_not_found", folder => File.CreateSymbolicLink(Path.Combine(folder.Path, "link.txt"), Path.Combine(folder.Path, "gone.txt")).FullName);
    }

    [Fact]
    public async Task A_file_without_a_length_is_file_empty_and_not_called_empty()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        await using var environment = await TestEnvironment.StartAsync();

        var error = await environment.FailureOfSendingAsync("/proc/version");

        Assert.Equal("file_empty", error.Code);
        Assert.Contains("has a length of 0 bytes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_behind_a_link_that_is_rewritten_or_replaced_while_it_is_sent_is_file_changed(bool isReplaced)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Method = "PUT", Delay = TimeSpan.FromSeconds(5) });
        var path = environment.Folder.Text("real.txt", "Old content.");
        var link = File.CreateSymbolicLink(Path.Combine(environment.Folder.Path, "link.txt"), path).FullName;
        var sending = environment.Client.Files.UploadAsync(new FileUploadRequest { Path = link }, default);
        await environment.Driver.UntilAsync(() => environment.Requests.Any(request => request.Method == "PUT"));

        var other = isReplaced ? environment.Folder.Text("other.txt", "New content!") : path;
        File.WriteAllText(other, "New content!");
        File.SetLastWriteTimeUtc(other, DateTime.UtcNow.AddMinutes(1));
        File.Move(other, path, overwrite: true);

        Assert.Equal("file_changed", (await environment.FailureOfAsync(sending)).Code);
        Assert.DoesNotContain("POST /files/*/confirm", environment.Calls);
    }

    [Fact]
    public async Task A_reference_id_over_255_characters_is_invalid_input()
    {
        await using var environment = await TestEnvironment.StartAsync();

        await environment.SendAsync(new FileUploadRequest { Path = environment.Folder.Text(), ReferenceId = new string('r', 255) });
        var error = await environment.FailureOfAsync(environment.Client.Files.UploadAsync(new FileUploadRequest { Path = environment.Folder.Text(), ReferenceId = new string('r', 256) }, default));

        Assert.Equal(("invalid_input", 3), (error.Code, environment.Requests.Count));
    }

    [Fact]
    public async Task A_name_over_500_characters_is_invalid_input()
    {
        await using var environment = await TestEnvironment.StartAsync();
        FileUploadRequest Named(int length) => new() { Path = "/" + new string('n', length - 4) + ".txt" };

        UploadApi.Check(Named(500));
        var error = await environment.FailureOfAsync(environment.Client.Files.UploadAsync(Named(501), default));

        Assert.Equal("invalid_input", error.Code);
        Assert.Empty(environment.Requests);
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
        await using var environment = await TestEnvironment.StartAsync();
        var path = environment.Folder.Text(text: string.Concat(Enumerable.Repeat("Some notes. ", 50)));
        environment.Emulator.Faults.Add(new Fault { Method = "PUT", Delay = TimeSpan.FromSeconds(30) });

        var sending = environment.Client.Files.UploadAsync(new FileUploadRequest { Path = path }, default);
        await environment.Driver.UntilAsync(() => environment.Requests.Any(request => request.Method == "PUT"));
        change(path);

        Assert.Equal("file_changed", (await environment.FailureOfAsync(sending)).Code);
        Assert.DoesNotContain("POST /files/*/confirm", environment.Calls);
    }

    [Fact]
    public async Task A_file_that_shrinks_between_two_tries_of_the_upload_is_file_changed_at_once()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var path = environment.Folder.Bytes(1_000_000);
        environment.Emulator.Faults.Add(new Fault { Method = "PUT", Status = 503 });

        var sending = environment.Client.Files.UploadAsync(new FileUploadRequest { Path = path }, default);
        await environment.Driver.UntilAsync(() => environment.Requests.Count(request => request is { Method: "PUT", Completed: true }) == 1);
        File.WriteAllText(path, "short");

        Assert.Equal("file_changed", (await environment.FailureOfAsync(sending)).Code);
        Assert.InRange(environment.Requests.Count(request => request.Method == "PUT"), 1, 2);
    }

    [Fact]
    public async Task A_file_that_another_program_has_open_for_writing_can_be_sent()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var path = environment.Folder.Text();
        using var writer = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);

        await environment.SendAsync(path);

        Assert.Equal(Encoding.UTF8.GetByteCount("Some notes."), environment.Requests[1].BodyLength);
    }

    private static async Task FailsUnsentAsync(string code, Func<TempFolder, string> path)
    {
        await using var environment = await TestEnvironment.StartAsync();

        var error = await environment.FailureOfSendingAsync(path(environment.Folder));

        Assert.Equal((code, 0), (error.Code, error.Attempts));
        Assert.Empty(environment.Requests);
    }
}
