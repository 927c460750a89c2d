namespace Memic.Client.Tests;

/// <summary>Nothing is sent twice because a reply was lost.</summary>
public class LostReplyTests
{
    private const string Init = "POST /files/init", Put = "PUT /storage/*", Confirm = "POST /files/*/confirm", Status = "GET /files/*/status";

    [Theory]
    [InlineData(FaultKind.LostReply)]
    [InlineData(FaultKind.CutBody)]
    public async Task A_lost_reply_to_init_leaves_an_orphan_at_most_and_says_so(FaultKind kind)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "/files/init", Kind = kind });

        var file = await environment.SendAsync(environment.Folder.Text());

        Assert.Equal([Init, Init, Put, Confirm], environment.Calls);
        Assert.Equal(2, environment.Emulator.Files.All.Count);
        Assert.NotNull(environment.Emulator.Files.Find(file.Id)!.ConfirmedAt);
        Assert.Contains(environment.Observer.Verbose, line => line.Contains("A file record without content may stay behind", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(FaultKind.LostReply)]
    [InlineData(FaultKind.CutBody)]
    public async Task A_confirm_that_landed_is_not_sent_again(FaultKind kind)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "*/confirm", Kind = kind });

        var file = await environment.SendAsync(environment.Folder.Text());

        Assert.Equal([Init, Put, Confirm, Status], environment.Calls);
        Assert.Equal("notes.txt", file.Name);
        Assert.Contains(environment.Observer.Verbose, line => line.Contains("Reading the status before", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ready")]
    [InlineData("parsing_failed")]
    [InlineData("a_word_of_tomorrow")]
    public async Task Whatever_word_comes_after_uploading_means_that_the_confirm_landed(string status)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "*/confirm", Kind = FaultKind.Reset });
        environment.Emulator.Faults.Add(new Fault { Path = "*/status", Status = 200, Body = $$"""{"id": "7", "status": "{{status}}"}""" });

        Assert.Equal(status, (await environment.SendAsync(environment.Folder.Text())).Status);
        Assert.Equal([Init, Put, Confirm, Status], environment.Calls);
    }

    [Theory]
    [InlineData(FaultKind.Reset, null)]
    [InlineData(FaultKind.Respond, 503)]
    public async Task A_confirm_that_did_not_land_is_sent_again_after_the_status_was_read(FaultKind kind, int? status)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "*/confirm", Kind = kind, Status = status });

        await environment.SendAsync(environment.Folder.Text());

        Assert.Equal([Init, Put, Confirm, Status, Confirm], environment.Calls);
    }

    [Fact]
    public async Task A_confirm_that_was_rate_limited_cannot_have_landed_and_needs_no_status()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "*/confirm", Status = 429, RetryAfter = "5" });

        await environment.SendAsync(environment.Folder.Text());

        Assert.Equal([Init, Put, Confirm, Confirm], environment.Calls);
    }

    [Fact]
    public async Task A_status_that_cannot_be_read_is_read_again_before_anything_is_confirmed()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "*/confirm", Kind = FaultKind.LostReply });
        environment.Emulator.Faults.Add(new Fault { Path = "*/status", Status = 503, Times = 2 });

        await environment.SendAsync(environment.Folder.Text());

        Assert.Equal([Init, Put, Confirm, Status, Status, Status], environment.Calls);
    }

    [Fact]
    public async Task A_confirm_that_is_refused_although_it_landed_is_a_success()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "*/confirm", Kind = FaultKind.LostReply });
        environment.Emulator.Faults.Add(new Fault { Path = "*/status", Status = 200, Body = """{"id": "7", "status": "uploading"}""" });

        var file = await environment.SendAsync(environment.Folder.Text());

        Assert.Equal([Init, Put, Confirm, Status, Confirm, Status], environment.Calls);
        Assert.NotEqual("uploading", file.Status);
    }

    [Fact]
    public async Task A_confirm_that_landed_is_still_known_after_a_rate_limit_came_between()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "*/confirm", Kind = FaultKind.LostReply });
        environment.Emulator.Faults.Add(new Fault { Path = "*/status", Status = 200, Body = """{"id": "7", "status": "uploading"}""" });
        environment.Emulator.Faults.Add(new Fault { Path = "*/confirm", Status = 429, RetryAfter = "5" });

        Assert.NotEqual("uploading", (await environment.SendAsync(environment.Folder.Text())).Status);
    }

    [Fact]
    public async Task A_confirm_that_is_refused_at_once_is_raised_with_the_code_of_the_service()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "*/confirm", Status = 400, Code = "upload_not_found" });

        var error = await environment.FailureOfSendingAsync(environment.Folder.Text());

        Assert.Equal(("upload_not_found", 400), (error.Code, error.StatusCode));
        Assert.Equal([Init, Put, Confirm], environment.Calls);
    }

    [Fact]
    public async Task A_confirm_that_is_refused_for_good_after_a_lost_reply_is_raised_and_not_taken_for_success()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "*/confirm", Kind = FaultKind.Reset });
        environment.Emulator.Faults.Add(new Fault { Path = "*/confirm", Status = 400, Code = "upload_not_found" });

        Assert.Equal("upload_not_found", (await environment.FailureOfSendingAsync(environment.Folder.Text())).Code);
        Assert.Equal([Init, Put, Confirm, Status, Confirm, Status], environment.Calls);
    }

    [Fact]
    public async Task An_upload_whose_confirm_and_its_recovery_fail_names_the_confirm()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "*/confirm", Kind = FaultKind.Reset, Times = int.MaxValue });
        environment.Emulator.Faults.Add(new Fault { Path = "*/status", Status = 503, Times = int.MaxValue });

        var error = await environment.FailureOfSendingAsync(environment.Folder.Text());

        Assert.Equal(("network_error", "POST", true), (error.Code, error.Method, error.Uri!.AbsolutePath.EndsWith("/confirm", StringComparison.Ordinal)));
        Assert.Contains("notes.txt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_confirm_whose_response_is_lost_is_settled_also_without_retries()
    {
        await using var environment = await TestEnvironment.StartAsync(settings: s => s.Retry.MaximumRetryCount = 0);
        environment.Emulator.Faults.Add(new Fault { Path = "*/confirm", Kind = FaultKind.LostReply });

        await environment.SendAsync(environment.Folder.Text());

        Assert.Equal([Init, Put, Confirm, Status], environment.Calls);
    }

    [Theory]
    [InlineData(FaultKind.LostReply)]
    [InlineData(FaultKind.Reset)]
    public async Task With_the_words_of_the_guide_a_file_is_confirmed_in_the_end(FaultKind kind)
    {
        await using var environment = await TestEnvironment.StartAsync(e => (e.StatusVocabulary, e.ProcessingTime) = (StatusVocabulary.Guide, TimeSpan.FromMinutes(5)));
        environment.Emulator.Faults.Add(new Fault { Path = "*/confirm", Kind = kind });

        var file = await environment.SendAsync(environment.Folder.Text());

        Assert.NotNull(environment.Emulator.Files.Find(file.Id)!.ConfirmedAt);
    }
}
