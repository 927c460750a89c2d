using System.Collections;
using System.Diagnostics;

namespace Memic.Client.Tests;

/// <summary>What is sent is what was given, and a source that cannot be read says so at once.</summary>
public class UploadSourceTests
{
    [Fact]
    public async Task A_file_that_fails_while_it_is_read_is_file_unreadable_at_once()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var request = new FileUploadRequest { Path = environment.Folder.Bytes(2_000_000), OpenRead = path => new FailingFile(path) };

        var error = await environment.FailureOfAsync(environment.Client.Files.UploadAsync(request, default));

        Assert.Equal("file_unreadable", error.Code);
        Assert.Contains("The device is gone", error.Detail, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, environment.Time.Elapsed);
        Assert.InRange(environment.Calls.Count(call => call == "PUT /storage/*"), 0, 1);
        Assert.DoesNotContain("POST /files/*/confirm", environment.Calls);
    }

    [Fact]
    public async Task Metadata_without_a_json_form_costs_only_its_own_file()
    {
        await using var environment = await TestEnvironment.StartAsync();
        using var queue = new UploadQueue(environment.Client, 1, null, default);
        var circle = new Hashtable();
        circle["self"] = circle;
        var bad = await queue.AddAsync(new FileUploadRequest { Path = environment.Folder.Text("bad.txt"), Metadata = circle });
        var good = await queue.AddAsync(new FileUploadRequest { Path = environment.Folder.Text("good.txt") });

        Assert.Equal("good.txt", (await environment.RunAsync(good)).Name);
        Assert.Equal("invalid_input", (await environment.FailureOfAsync(bad)).Code);
    }

    [Fact]
    public async Task A_link_to_a_named_pipe_without_a_writer_is_not_a_file_at_once()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await FailsUnsentAsync("not_a_file", folder =>
        {
            var pipe = Path.Combine(folder.Path, "pipe");
            using var make = Process.Start("mkfifo", [pipe]);
            make.WaitForExit();
            var path = Path.Combine(folder.Path, "link.txt");
            File.CreateSymbolicLink(path, pipe);
            return path;
        });
    }

    [Theory]
    [InlineData("/dev/null")]
    [InlineData("/proc/self/status")]
    public async Task A_device_or_a_system_file_of_no_length_is_not_called_empty(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var error = await FailsUnsentAsync("file_empty", _ => path);

        Assert.Contains("a length of 0 bytes", error.Detail, StringComparison.Ordinal);
    }

    private static async Task<MemicException> FailsUnsentAsync(string code, Func<TempFolder, string> make)
    {
        await using var environment = await TestEnvironment.StartAsync();

        var error = await environment.FailureOfSendingAsync(make(environment.Folder));

        Assert.Equal(code, error.Code);
        Assert.Empty(environment.Requests);
        return error;
    }

    /// <summary>A file on a device that goes away after the first read.</summary>
    private sealed class FailingFile(string path) : FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1, useAsync: true)
    {
        private int _reads;

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            _reads++ == 0 ? base.ReadAsync(buffer, offset, count, cancellationToken) : throw new IOException("The device is gone");
    }
}
