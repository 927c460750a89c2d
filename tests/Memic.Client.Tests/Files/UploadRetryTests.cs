using System.Security.Cryptography;

namespace Memic.Client.Tests;

/// <summary>The way to storage: repeated from the first byte with the same URL, renewed once when the URL has expired.</summary>
public class UploadRetryTests
{
    private const int Size = 2_000_000;

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
        await using var environment = await TestEnvironment.StartAsync();
        var path = environment.Folder.Bytes(Size);
        environment.Emulator.Faults.Add(fault);

        await environment.SendAsync(path);

        Assert.Equal(["POST /files/init", "PUT /storage/*", "PUT /storage/*", "POST /files/*/confirm"], environment.Calls);
        Assert.Equal(environment.Requests[1].Path + environment.Requests[1].Query, environment.Requests[2].Path + environment.Requests[2].Query);
        Assert.Equal((Size, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))), (environment.Requests[2].BodyLength, environment.Requests[2].BodySha256));
    }

    [Fact]
    public async Task Progress_counts_a_repeated_upload_once()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Method = "PUT", Kind = FaultKind.AbortAfterBytes, Bytes = 1_000_000, Times = 3 });

        await environment.SendAsync(environment.Folder.Bytes(Size));

        Assert.Equal(Size, environment.Observer.Progress.BytesDone);
        Assert.Empty(environment.Observer.Progress.Active);
    }

    [Fact]
    public async Task A_url_that_has_expired_costs_exactly_one_new_init()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Method = "PUT", Kind = FaultKind.ExpireUrl });

        var file = await environment.SendAsync(environment.Folder.Text());

        Assert.Equal(["POST /files/init", "PUT /storage/*", "POST /files/init", "PUT /storage/*", "POST /files/*/confirm"], environment.Calls);
        Assert.NotEqual(environment.Requests[1].Path, environment.Requests[3].Path);
        Assert.Contains(file.Id, environment.Requests[3].Path, StringComparison.Ordinal);
        Assert.Contains(environment.Observer.Verbose, line => line.Contains("Requesting a new one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_url_that_expires_while_the_upload_is_retried_is_renewed_as_well()
    {
        await using var environment = await TestEnvironment.StartAsync(e => e.UrlLifetime = TimeSpan.FromSeconds(2));
        environment.Emulator.Faults.Add(new Fault { Method = "PUT", Status = 503, Times = 2 });

        await environment.SendAsync(environment.Folder.Text());

        Assert.Equal(2, environment.Calls.Count(call => call == "POST /files/init"));
    }

    [Theory]
    [InlineData(StorageKind.Plain, "its time is over")]
    [InlineData(StorageKind.Azure, "AuthenticationFailed")]
    public async Task A_url_that_is_refused_twice_is_storage_rejected(StorageKind kind, string detail)
    {
        await using var environment = await TestEnvironment.StartAsync(e => e.Storage = kind);
        environment.Emulator.Faults.Add(new Fault { Method = "PUT", Kind = FaultKind.ExpireUrl, Times = int.MaxValue });

        var error = await environment.FailureOfSendingAsync(environment.Folder.Text());

        Assert.Equal(("storage_rejected", 403, MemicErrorCategory.ResourceUnavailable), (error.Code, error.StatusCode, error.Error.Category));
        Assert.Contains(detail, error.Detail, StringComparison.Ordinal);
        Assert.Equal(["POST /files/init", "PUT /storage/*", "POST /files/init", "PUT /storage/*"], environment.Calls);
    }

    [Theory]
    [InlineData(400, 1)]
    [InlineData(411, 1)]
    [InlineData(413, 1)]
    [InlineData(503, 5)]
    public async Task Storage_that_goes_on_refusing_is_storage_rejected(int status, int puts)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Method = "PUT", Status = status, Body = "No.", ContentType = "text/plain", Times = int.MaxValue });

        var error = await environment.FailureOfSendingAsync(environment.Folder.Text());

        Assert.Equal(("storage_rejected", status, puts), (error.Code, error.StatusCode, error.Attempts));
        Assert.Equal((1, puts), (environment.Calls.Count(call => call == "POST /files/init"), environment.Calls.Count(call => call == "PUT /storage/*")));
    }

    [Fact]
    public async Task A_storage_that_goes_on_breaking_off_is_upload_interrupted()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Method = "PUT", Kind = FaultKind.Reset, Times = int.MaxValue });

        var error = await environment.FailureOfSendingAsync(environment.Folder.Text());

        Assert.Equal(("upload_interrupted", null, 5, "PUT"), (error.Code, error.StatusCode, error.Attempts, error.Method));
        Assert.Equal("", error.Uri!.Query);
    }

    [Fact]
    public async Task A_storage_that_stands_still_is_upload_interrupted_after_five_tries()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Method = "PUT", Kind = FaultKind.Stall, Bytes = 1000, Times = int.MaxValue });

        var error = await environment.FailureOfSendingAsync(environment.Folder.Bytes(Size));

        Assert.Equal(("upload_interrupted", 5), (error.Code, error.Attempts));
        Assert.InRange(environment.Time.Elapsed.TotalSeconds, (5 * 61) + 15, (5 * 61) + 19);
    }

    [Theory]
    [InlineData("notes.exe", 11, "invalid_file_type", 400)]
    [InlineData("notes.txt", 5, "file_too_large", 413)]
    public async Task What_init_refuses_is_never_uploaded(string name, int limit, string code, int status)
    {
        await using var environment = await TestEnvironment.StartAsync(e => e.MaxFileSize = limit);

        var error = await environment.FailureOfSendingAsync(environment.Folder.Text(name));

        Assert.Equal((code, status), (error.Code, error.StatusCode));
        Assert.Equal(["POST /files/init"], environment.Calls);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"file_id": "7"}""")]
    [InlineData("""{"upload_url": "http://127.0.0.1/x"}""")]
    [InlineData("""{"file_id": "", "upload_url": null}""")]
    public async Task An_init_without_id_or_url_is_invalid_response(string body)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "/files/init", Status = 201, Body = body });

        Assert.Equal("invalid_response", (await environment.FailureOfSendingAsync(environment.Folder.Text())).Code);
        Assert.Single(environment.Requests);
    }

    [Fact]
    public async Task A_url_whose_time_is_over_is_renewed_once_though_storage_only_cuts_the_connection()
    {
        await using var environment = await TestEnvironment.StartAsync(e => e.UrlLifetime = TimeSpan.FromSeconds(10));
        environment.Emulator.Faults.Add(new Fault { Method = "PUT", Kind = FaultKind.AbortAfterBytes, Bytes = 300_000, Times = 5 });

        await environment.SendAsync(environment.Folder.Bytes(2_000_000));

        Assert.Equal(
            ["POST /files/init", .. Enumerable.Repeat("PUT /storage/*", 5), "POST /files/init", "PUT /storage/*", "POST /files/*/confirm"],
            environment.Calls);
    }
}
