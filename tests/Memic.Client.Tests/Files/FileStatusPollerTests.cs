namespace Memic.Client.Tests;

public class FileStatusPollerTests
{
    [Theory]
    [InlineData(PagingShape.TotalPages, StatusVocabulary.Granular)]
    [InlineData(PagingShape.HasMore, StatusVocabulary.Guide)]
    public async Task A_hundred_and_twenty_files_cost_pages_of_the_list_and_no_status_each(PagingShape paging, StatusVocabulary words)
    {
        await using var environment = await TestEnvironment.StartAsync(e => (e.PagingShape, e.StatusVocabulary, e.ProcessingTime) = (paging, words, TimeSpan.FromSeconds(30)));
        var ids = Enumerable.Range(0, 120).Select(n => Seed(environment, $"{n}.txt", null)).ToList();

        await WaitAsync(environment, TimeSpan.FromMinutes(5), ids);

        Assert.Equal(ids.Order(StringComparer.Ordinal), environment.Observer.Results<MemicFile>().Select(file => file.Id).Order(StringComparer.Ordinal));
        Assert.All(environment.Observer.Results<MemicFile>(), file => Assert.True(file.IsReady));
        Assert.All(environment.Calls, call => Assert.Equal("GET /files", call));
        Assert.Equal(["page=1&page_size=100", "page=2&page_size=100"], environment.Requests.Select(request => request.Query).Distinct());
        Assert.InRange(environment.Requests.Count, 4, 40);
    }

    [Theory]
    [InlineData(StatusVocabulary.Granular)]
    [InlineData(StatusVocabulary.Guide)]
    public async Task Why_a_file_failed_is_read_from_its_status_alone(StatusVocabulary words)
    {
        await using var environment = await TestEnvironment.StartAsync(e => e.StatusVocabulary = words);
        var bad = Seed(environment, "bad.pdf", "parsing_failed", "The PDF is encrypted");
        string[] good = [Seed(environment, "1.txt"), Seed(environment, "2.txt"), Seed(environment, "3.txt")];

        await WaitAsync(environment, TimeSpan.FromMinutes(5), [.. good, bad]);

        var failure = Assert.Single(environment.Observer.Failures);
        Assert.Equal(("file_processing_failed", bad), (failure.Error.Code, failure.Target));
        Assert.Contains("The PDF is encrypted", failure.Error.Detail, StringComparison.Ordinal);
        Assert.Equal(["GET /files", "GET /files/*/status"], environment.Calls);
        Assert.Equal(3, environment.Observer.Results<MemicFile>().Count());
    }

    [Theory]
    [InlineData("ready", null)]
    [InlineData("READY", null)]
    [InlineData("failed", "file_processing_failed")]
    [InlineData("embedding_failed", "file_processing_failed")]
    [InlineData("Conversion_Failed", "file_processing_failed")]
    [InlineData("completed", "wait_timeout")]
    [InlineData("reticulating_splines", "wait_timeout")]
    [InlineData("pending", "wait_timeout")]
    [InlineData("uploading", "wait_timeout")]
    public async Task Only_ready_is_success_only_failed_is_failure_and_any_other_word_is_waited_for(string word, string? code)
    {
        await using var environment = await TestEnvironment.StartAsync();

        await WaitAsync(environment, TimeSpan.FromSeconds(30), [Seed(environment, "1.txt", word)]);

        Assert.Equal(code, environment.Observer.Failures.SingleOrDefault().Error?.Code);
        Assert.Equal(code is null ? [word] : [], environment.Observer.Results<MemicFile>().Select(file => file.Status));
    }

    [Fact]
    public async Task The_polling_ends_with_its_last_file_and_not_with_the_look_that_would_have_followed()
    {
        await using var environment = await TestEnvironment.StartAsync();
        using var poller = new FileStatusPoller(environment.Client, TimeSpan.FromSeconds(40), default);
        await environment.Driver.RunAsync(poller.WaitAsync(Seed(environment, "1.txt", "ready")));

        // Nobody moves the clock any more.
        await poller.Completion.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Single(environment.Requests);
    }

    [Fact]
    public async Task Each_file_has_its_own_timeout_from_when_it_was_added()
    {
        await using var environment = await TestEnvironment.StartAsync();
        using var poller = new FileStatusPoller(environment.Client, TimeSpan.FromSeconds(40), default);
        var early = Record(environment, poller, Seed(environment, "early.txt", "pending"));
        await environment.Driver.UntilAsync(() => environment.Time.Elapsed > TimeSpan.FromSeconds(30));
        var late = Record(environment, poller, Seed(environment, "late.txt", "pending"));

        await environment.Driver.UntilAsync(() => environment.Observer.Failures.Any());
        Assert.InRange(environment.Time.Elapsed.TotalSeconds, 40, 42);
        await environment.RunAsync(Task.WhenAll(early, late, poller.Completion));

        Assert.InRange(environment.Time.Elapsed.TotalSeconds, 70, 73);
        Assert.All(environment.Observer.Failures, failure => Assert.Equal("wait_timeout", failure.Error.Code));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(25)]
    public async Task A_timeout_is_raised_when_it_is_over_and_not_when_the_next_poll_happens_to_be_due(int seconds)
    {
        await using var environment = await TestEnvironment.StartAsync();

        await WaitAsync(environment, TimeSpan.FromSeconds(seconds), [Seed(environment, "1.txt", "pending")]);

        Assert.Equal("wait_timeout", Assert.Single(environment.Observer.Failures).Error.Code);
        Assert.InRange(environment.Time.Elapsed.TotalSeconds, seconds, seconds + 2);
    }

    [Fact]
    public async Task An_id_that_does_not_exist_fails_alone()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var none = Guid.NewGuid().ToString();

        await WaitAsync(environment, TimeSpan.FromMinutes(1), [Seed(environment, "1.txt"), none, Seed(environment, "2.txt"), Seed(environment, "3.txt")]);

        var failure = Assert.Single(environment.Observer.Failures);
        Assert.Equal(("file_not_found", none), (failure.Error.Code, failure.Target));
        Assert.Equal(3, environment.Observer.Results<MemicFile>().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task An_outage_is_waited_out(int files)
    {
        await using var environment = await TestEnvironment.StartAsync(settings: s => s.Retry.MaximumRetryCount = 1);
        environment.Emulator.Faults.Add(new Fault { Method = "GET", Status = 503, Times = 12 });

        await WaitAsync(environment, TimeSpan.FromMinutes(10), Enumerable.Range(0, files).Select(n => Seed(environment, $"{n}.txt")));

        Assert.Equal(files, environment.Observer.Results<MemicFile>().Count());
        Assert.Empty(environment.Observer.Failures);
    }

    [Fact]
    public async Task An_outage_that_outlasts_the_timeout_is_raised_as_what_it_is()
    {
        await using var environment = await TestEnvironment.StartAsync(settings: s => s.Retry.MaximumRetryCount = 0);
        environment.Emulator.Faults.Add(new Fault { Status = 503, Times = int.MaxValue });

        await WaitAsync(environment, TimeSpan.FromSeconds(20), [Seed(environment, "1.txt")]);

        Assert.Equal(("service_unavailable", 503), (environment.Observer.Failures.Single().Error.Code, environment.Observer.Failures.Single().Error.StatusCode));
    }

    [Fact]
    public async Task A_list_that_is_not_allowed_costs_a_status_each_and_nothing_else()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "/files", Status = 403, Times = int.MaxValue });

        await WaitAsync(environment, TimeSpan.FromMinutes(1), [Seed(environment, "1.txt"), Seed(environment, "2.txt"), Seed(environment, "3.txt")]);

        Assert.Equal(3, environment.Observer.Results<MemicFile>().Count());
    }

    [Fact]
    public async Task Looks_come_soon_at_first_then_every_2_seconds_while_files_move_and_up_to_15_while_none_does()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var id = Seed(environment, "1.txt", "pending");
        using var poller = new FileStatusPoller(environment.Client, TimeSpan.FromMinutes(5), default);
        var waiting = Record(environment, poller, id);
        await environment.Driver.UntilAsync(() => environment.Time.Elapsed > TimeSpan.FromSeconds(70));
        var still = RetryTests.Gaps(environment);
        environment.Emulator.Files.SetStatus(environment.Emulator.Files.Find(id)!, "processing");
        var before = environment.Requests.Count;
        await environment.Driver.UntilAsync(() => environment.Requests.Count > before + 1);
        environment.Emulator.Files.SetStatus(environment.Emulator.Files.Find(id)!, "ready");
        await environment.RunAsync(Task.WhenAll(waiting, poller.Completion));

        Assert.All(still.Zip([0.25, 0.5, 1, 2]), gap => Assert.InRange(gap.First, gap.Second, gap.Second + 0.05));
        Assert.All(still, gap => Assert.InRange(gap, 0.25, 16));
        Assert.InRange(still[^1], 15, 16);
        Assert.InRange((environment.Requests[before + 1].At - environment.Requests[before].At).TotalSeconds, 2, 3);
    }

    [Fact]
    public async Task Files_that_were_just_confirmed_are_looked_at_as_soon_as_no_more_come_and_each_quarter_second_while_they_do()
    {
        await using var environment = await TestEnvironment.StartAsync();
        using var poller = new FileStatusPoller(environment.Client, TimeSpan.FromMinutes(5), default);
        List<Task> waiting = [Confirmed("pending")];
        for (var n = 0; n < 34; n++)
        {
            await environment.Driver.SettleAsync();
            environment.Time.Advance(TimeSpan.FromMilliseconds(25));
            await environment.Driver.SettleAsync();
            waiting.Add(Confirmed("ready"));
        }

        var (coming, last) = (environment.Requests.Count, environment.Time.Elapsed);
        await environment.Driver.UntilAsync(() => waiting.Count(wait => wait.IsCompleted) == 34);

        Assert.InRange(coming, 2, 4);
        Assert.InRange((environment.Time.Elapsed - last).TotalSeconds, 0.05, 0.06);
        environment.Emulator.Files.SetStatus(environment.Emulator.Files.All.Single(file => file.Name == "pending"), "ready");
        await environment.RunAsync(Task.WhenAll([.. waiting, poller.Completion]));

        Task<MemicFile> Confirmed(string status) => poller.WaitAsync(new MemicFile { Id = Seed(environment, status, status), Status = "pending" });
    }

    [Fact]
    public async Task Two_hundred_files_within_the_real_limits_meet_no_429()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var ids = Enumerable.Range(0, 200).Select(n => Seed(environment, $"{n}.pdf", "parsing_failed", $"Reason {n}")).ToList();

        await WaitAsync(environment, TimeSpan.FromMinutes(10), ids);

        Assert.Equal(200, environment.Observer.Failures.Count(failure => failure.Error.Detail.Contains("Reason", StringComparison.Ordinal)));
        Assert.Equal(0, environment.Emulator.RateLimits.Rejections);
    }

    private static string Seed(TestEnvironment environment, string name, string? status = "ready", string? reason = null) =>
        environment.Emulator.Files.Seed(new FileSeed { Name = name, Text = "Some text.", Status = status, ErrorMessage = reason }).Id.ToString();

    private static async Task WaitAsync(TestEnvironment environment, TimeSpan timeout, IEnumerable<string> ids)
    {
        using var poller = new FileStatusPoller(environment.Client, timeout, default);
        await environment.RunAsync(Task.WhenAll(ids.Select(id => Record(environment, poller, id)).ToArray()));
        await environment.RunAsync(poller.Completion);
    }

    private static Task Record(TestEnvironment environment, FileStatusPoller poller, string id) => environment.Observer.RecordAsync(poller.WaitAsync(id), id);
}
