using System.Security.Cryptography;

namespace Memic.Client.Tests;

/// <summary>The way to storage: repeated from the first byte with the same URL, renewed once when the URL has expired.</summary>
public class UploadRetryTests
{
    const int Size = 2_000_000;

    public static TheoryData<string, Fault> Breaks => new()
    {
        { "breaks off", new Fault { Method = "PUT", Kind = FaultKind.AbortAfterBytes, Bytes = 300_000 } },
        { "reset", new Fault { Method = "PUT", Kind = FaultKind.Reset } },
        { "reply lost", new Fault { Method = "PUT", Kind = FaultKind.LostReply } },
        { "503", new Fault { Method = "PUT", Status = 503 } },
        { "429", new Fault { Method = "PUT", Status = 429, RetryAfter = "3" } },
        { "stalls", new Fault { Method = "PUT", Kind = FaultKind.Stall, Bytes = 300_000 } },
    };

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task An_upload_that_breaks_starts_again_at_the_first_byte_with_the_same_url(string how, Fault fault)
    {
        Assert.NotEmpty(how);
        await using var world = await World.StartAsync();
        var path = world.Folder.Bytes(Size);
        world.Emulator.Faults.Add(fault);

        await world.SendAsync(path);

        Assert.Equal(["POST /files/init", "PUT /storage/*", "PUT /storage/*", "POST /files/*/confirm"], world.Calls);
        Assert.Equal(world.Requests[1].Path + world.Requests[1].Query, world.Requests[2].Path + world.Requests[2].Query);
        Assert.Equal((Size, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))), (world.Requests[2].BodyLength, world.Requests[2].BodySha256));
    }

    [Fact]
    public async Task Progress_counts_a_repeated_upload_once()
    {
        await using var world = await World.StartAsync();
        world.Emulator.Faults.Add(new Fault { Method = "PUT", Kind = FaultKind.AbortAfterBytes, Bytes = 1_000_000, Times = 3 });

        await world.SendAsync(world.Folder.Bytes(Size));

        Assert.Equal(Size, world.Notes.Progress.BytesDone);
        Assert.Empty(world.Notes.Progress.Active);
    }

    [Fact]
    public async Task A_url_that_has_expired_costs_exactly_one_new_init()
    {
        await using var world = await World.StartAsync();
        world.Emulator.Faults.Add(new Fault { Method = "PUT", Kind = FaultKind.ExpireUrl });

        var file = await world.SendAsync(world.Folder.Text());

        Assert.Equal(["POST /files/init", "PUT /storage/*", "POST /files/init", "PUT /storage/*", "POST /files/*/confirm"], world.Calls);
        Assert.NotEqual(world.Requests[1].Path, world.Requests[3].Path);
        Assert.Contains(file.Id, world.Requests[3].Path, StringComparison.Ordinal);
        Assert.Contains(world.Notes.Verbose, line => line.Contains("asking for a new one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_url_that_expires_while_the_upload_is_retried_is_renewed_as_well()
    {
        await using var world = await World.StartAsync(e => e.UrlLifetime = TimeSpan.FromSeconds(2));
        world.Emulator.Faults.Add(new Fault { Method = "PUT", Status = 503, Times = 2 });

        await world.SendAsync(world.Folder.Text());

        Assert.Equal(2, world.Calls.Count(call => call == "POST /files/init"));
    }

    [Theory]
    [InlineData(StorageKind.Plain, "its time is over")]
    [InlineData(StorageKind.Azure, "AuthenticationFailed")]
    public async Task A_url_that_is_refused_twice_is_storage_rejected(StorageKind kind, string detail)
    {
        await using var world = await World.StartAsync(e => e.Storage = kind);
        world.Emulator.Faults.Add(new Fault { Method = "PUT", Kind = FaultKind.ExpireUrl, Times = int.MaxValue });

        var error = await world.FailureOfSendingAsync(world.Folder.Text());

        Assert.Equal(("storage_rejected", 403, MemicErrorCategory.ResourceUnavailable), (error.Code, error.StatusCode, error.Error.Category));
        Assert.Contains(detail, error.Detail, StringComparison.Ordinal);
        Assert.Equal(["POST /files/init", "PUT /storage/*", "POST /files/init", "PUT /storage/*"], world.Calls);
    }

    [Theory]
    [InlineData(400, 1)]
    [InlineData(411, 1)]
    [InlineData(413, 1)]
    [InlineData(503, 5)]
    public async Task Storage_that_goes_on_refusing_is_storage_rejected(int status, int puts)
    {
        await using var world = await World.StartAsync();
        world.Emulator.Faults.Add(new Fault { Method = "PUT", Status = status, Body = "No.", ContentType = "text/plain", Times = int.MaxValue });

        var error = await world.FailureOfSendingAsync(world.Folder.Text());

        Assert.Equal(("storage_rejected", status, puts), (error.Code, error.StatusCode, error.Attempts));
        Assert.Equal((1, puts), (world.Calls.Count(call => call == "POST /files/init"), world.Calls.Count(call => call == "PUT /storage/*")));
    }

    [Fact]
    public async Task A_storage_that_goes_on_breaking_off_is_upload_interrupted()
    {
        await using var world = await World.StartAsync();
        world.Emulator.Faults.Add(new Fault { Method = "PUT", Kind = FaultKind.Reset, Times = int.MaxValue });

        var error = await world.FailureOfSendingAsync(world.Folder.Text());

        Assert.Equal(("upload_interrupted", null, 5, "PUT"), (error.Code, error.StatusCode, error.Attempts, error.Method));
        Assert.Equal("", error.Uri!.Query);
    }

    [Fact]
    public async Task A_storage_that_stands_still_is_upload_interrupted_after_five_tries()
    {
        await using var world = await World.StartAsync();
        world.Emulator.Faults.Add(new Fault { Method = "PUT", Kind = FaultKind.Stall, Bytes = 1000, Times = int.MaxValue });

        var error = await world.FailureOfSendingAsync(world.Folder.Bytes(Size));

        Assert.Equal(("upload_interrupted", 5), (error.Code, error.Attempts));
        Assert.InRange(world.Time.Elapsed.TotalSeconds, (5 * 61) + 15, (5 * 61) + 19);
    }

    [Theory]
    [InlineData("notes.exe", 11, "invalid_file_type", 400)]
    [InlineData("notes.txt", 5, "file_too_large", 413)]
    public async Task What_init_refuses_is_never_uploaded(string name, int limit, string code, int status)
    {
        await using var world = await World.StartAsync(e => e.MaxFileSize = limit);

        var error = await world.FailureOfSendingAsync(world.Folder.Text(name));

        Assert.Equal((code, status), (error.Code, error.StatusCode));
        Assert.Equal(["POST /files/init"], world.Calls);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"file_id": "7"}""")]
    [InlineData("""{"upload_url": "http://127.0.0.1/x"}""")]
    [InlineData("""{"file_id": "", "upload_url": null}""")]
    public async Task An_init_without_id_or_url_is_invalid_response(string body)
    {
        await using var world = await World.StartAsync();
        world.Emulator.Faults.Add(new Fault { Path = "/files/init", Status = 201, Body = body });

        Assert.Equal("invalid_response", (await world.FailureOfSendingAsync(world.Folder.Text())).Code);
        Assert.Single(world.Requests);
    }
}
