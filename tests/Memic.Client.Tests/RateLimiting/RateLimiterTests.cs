using EmulatorCategory = Memic.Emulator.RateCategory;

namespace Memic.Client.Tests;

public class RateLimiterTests
{
    /// <summary>Two of each file's requests count, and 120 may be sent in a minute: the first 120 at once.</summary>
    [Theory]
    [InlineData(10, 0)]
    [InlineData(65, 1)]
    [InlineData(150, 2)]
    [InlineData(1000, 16)]
    public async Task Files_never_meet_a_429_and_are_done_within_five_percent_of_what_the_quota_allows(int files, int minutes)
    {
        await using var environment = await TestEnvironment.StartAsync();
        using var queue = new UploadQueue(environment.Client, 8, null, default);

        await environment.RunAsync(AddAsync(environment, queue, files));

        Assert.Equal(files, environment.Observer.Results<MemicFile>().Count());
        Assert.Equal((0, 0), (environment.Emulator.RateLimits.Rejections, environment.Emulator.RateLimits.Violations));
        Assert.Equal(2 * files, environment.Requests.Count(request => request.Method == "POST"));
        Assert.InRange(environment.Time.Elapsed.TotalMinutes, minutes, minutes * 1.05);
    }

    [Fact]
    public async Task Prompts_keep_to_their_quota_over_minutes_without_a_429()
    {
        await using var environment = await TestEnvironment.StartAsync(e => e.RateLimits[EmulatorCategory.Prompts] = 20, s => s.RateLimits.Prompts = 20);

        await environment.RunAsync(Task.WhenAll(Enumerable.Range(0, 100).Select(_ => environment.Client.Prompts.GetAsync("summarizer", default))));

        Assert.Equal(0, environment.Emulator.RateLimits.Rejections);
        Assert.InRange(environment.Time.Elapsed.TotalSeconds, 240, 240 / 0.95);
    }

    [Fact]
    public async Task A_429_keeps_everybody_who_shares_the_key_out_until_the_wait_is_over()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "/prompts/*", Status = 429, RetryAfter = "40" });
        var other = new MemicClient(environment.Connect());
        await environment.Driver.UntilAsync(Begun(environment, environment.Client.Prompts.GetAsync("summarizer", default), out var first));
        await environment.Driver.SettleAsync();

        await environment.RunAsync(Task.WhenAll(first, other.Prompts.GetAsync("summarizer", default), environment.Client.Prompts.GetAsync("summarizer", default)));

        Assert.All(environment.Requests.Skip(1), request => Assert.True(request.At >= FakeTime.Start.AddSeconds(40)));
        Assert.Equal(0, environment.Emulator.RateLimits.Violations);
    }

    [Fact]
    public async Task A_429_of_the_emulator_is_never_answered_with_a_request_before_its_time()
    {
        await using var environment = await TestEnvironment.StartAsync(e => e.RateLimits[EmulatorCategory.Prompts] = 5);

        await environment.RunAsync(Task.WhenAll(Enumerable.Range(0, 12).Select(_ => environment.Client.Prompts.GetAsync("summarizer", default))));

        Assert.NotEqual(0, environment.Emulator.RateLimits.Rejections);
        var refused = environment.Requests.Where(request => request.Status == 429).Select(request => request.At).Distinct();
        Assert.All(refused, at => Assert.DoesNotContain(environment.Requests, request => request.At > at && request.At < at.AddSeconds(1)));
    }

    [Fact]
    public async Task A_429_closes_only_its_own_category()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "/prompts/*", Status = 429, RetryAfter = "40" });
        await environment.Driver.UntilAsync(Begun(environment, environment.Client.Prompts.GetAsync("summarizer", default), out var prompt));
        await environment.Driver.SettleAsync();

        await environment.RunAsync(environment.Client.Files.GetPageAsync(1, default));

        Assert.Equal(TimeSpan.Zero, environment.Time.Elapsed);
        await environment.RunAsync(prompt);
    }

    [Fact]
    public async Task While_a_category_is_blocked_for_longer_than_anybody_waits_calls_fail_at_once_and_unsent()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Emulator.Faults.Add(new Fault { Path = "/prompts/*", Status = 429, RetryAfter = "3600" });
        await environment.FailureOfAsync(environment.Client.Prompts.GetAsync("summarizer", default));

        var error = await environment.FailureOfAsync(environment.Client.Prompts.GetAsync("summarizer", default));

        Assert.Equal(("rate_limit_exceeded", TimeSpan.FromHours(1), 0), (error.Code, error.RetryAfter, error.Attempts));
        Assert.Single(environment.Requests);
    }

    [Fact]
    public async Task Whoever_waits_when_the_category_is_blocked_for_longer_than_that_fails_at_once_too()
    {
        await using var environment = await TestEnvironment.StartAsync(settings: s => s.RateLimits.Prompts = 1);
        environment.Emulator.Faults.Add(new Fault { Path = "/prompts/*", Status = 429, RetryAfter = "3600", Delay = TimeSpan.FromSeconds(1) });
        var calls = Enumerable.Range(0, 3).Select(_ => environment.Client.Prompts.GetAsync("summarizer", default)).ToArray();

        foreach (var call in calls)
        {
            Assert.Equal("rate_limit_exceeded", (await environment.FailureOfAsync(call)).Code);
        }

        Assert.Single(environment.Requests);
        Assert.InRange(environment.Time.Elapsed.TotalSeconds, 1, 120);
    }

    [Fact]
    public async Task Two_connections_with_one_key_share_its_quota()
    {
        await using var environment = await TestEnvironment.StartAsync(settings: s => s.RateLimits.List = 4);
        var other = new MemicClient(environment.Connect(s => (s.RateLimits.List, s.BaseUri) = (4, new Uri(s.BaseUri + "/"))));

        await environment.RunAsync(Task.WhenAll(Enumerable.Range(0, 8).Select(n => (n % 2 == 0 ? environment.Client : other).Files.GetPageAsync(1, default))));

        Assert.Equal(4, environment.Requests.Count(request => request.At == FakeTime.Start));
    }

    [Fact]
    public async Task Two_keys_have_a_quota_each()
    {
        await using var environment = await TestEnvironment.StartAsync(settings: s => s.RateLimits.List = 4);
        var other = new MemicClient(environment.Connect(s => (s.RateLimits.List, s.ApiKey) = (4, new ApiKey(EmulatorOptions.StagingKey))));

        await environment.RunAsync(Task.WhenAll(Enumerable.Range(0, 8).Select(n => (n % 2 == 0 ? environment.Client : other).Files.GetPageAsync(1, default))));

        Assert.Equal(TimeSpan.Zero, environment.Time.Elapsed);
    }

    [Fact]
    public async Task The_limits_of_a_connection_can_be_raised_while_its_requests_wait()
    {
        await using var environment = await TestEnvironment.StartAsync(settings: s => s.RateLimits.List = 1);
        var calls = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => environment.Client.Files.GetPageAsync(1, default)));
        await environment.Driver.SettleAsync();
        Assert.Single(environment.Requests);

        environment.Connection.RateLimits.List = 10;
        await environment.RunAsync(Task.WhenAll(calls, environment.Client.Files.GetPageAsync(1, default)));

        Assert.Equal(TimeSpan.Zero, environment.Time.Elapsed);
    }

    [Fact]
    public async Task Every_request_keeps_to_the_limits_of_its_own_connection_and_counts_what_all_of_them_send()
    {
        await using var environment = await TestEnvironment.StartAsync(settings: s => s.RateLimits.List = 4);
        var other = new MemicClient(environment.Connect(s => s.RateLimits.List = 2));
        await environment.RunAsync(environment.Client.Files.GetPageAsync(1, default));
        await environment.RunAsync(other.Files.GetPageAsync(1, default));

        var low = other.Files.GetPageAsync(1, default);
        await environment.Driver.SettleAsync();
        Assert.Equal(2, environment.Requests.Count);
        Assert.Equal((2, 4), (environment.Connection.GetRateLimits()[2].Used, environment.Connection.GetRateLimits()[2].Limit));

        await environment.RunAsync(low);
        Assert.Equal(60.1, environment.Time.Elapsed.TotalSeconds);
    }

    [Fact]
    public async Task Whenever_calls_are_canceled_nothing_stays_counted()
    {
        await using var environment = await TestEnvironment.StartAsync(settings: s => s.RateLimits.List = 2);
        for (var round = 0; round < 20; round++)
        {
            using var cancel = new CancellationTokenSource();
            var calls = Enumerable.Range(0, 6).Select(_ => environment.Client.Files.GetPageAsync(1, cancel.Token)).ToList();
            await environment.Driver.UntilAsync(() => calls.Count(call => call.IsCompleted) >= round % 4);
            await Task.WhenAll(Task.Run(cancel.Cancel), environment.Driver.SettleAsync());
            Assert.All(calls, call => Assert.True(call.IsCompleted));
        }

        Assert.InRange(environment.Connection.GetRateLimits()[2].Used, 0, 2);
        environment.Time.Advance(TimeSpan.FromSeconds(62));
        Assert.Equal(0, environment.Connection.GetRateLimits()[2].Used);
    }

    [Theory]
    [InlineData(FaultKind.Hang, 162.1)]
    [InlineData(FaultKind.Reset, 61.1)]
    [InlineData(FaultKind.LostReply, 61.1)]
    public async Task A_request_without_a_reply_counts_a_second_longer_than_the_window_since_the_service_may_read_it_that_late(FaultKind fault, double seconds)
    {
        await using var environment = await TestEnvironment.StartAsync(settings: s => s.RateLimits.List = 1);
        environment.Emulator.Faults.Add(new Fault { Path = "/files", Kind = fault });

        await environment.RunAsync(environment.Client.Files.GetPageAsync(1, default));

        Assert.Equal([0, seconds], environment.Requests.Select(request => (request.At - FakeTime.Start).TotalSeconds));
    }

    [Fact]
    public async Task A_request_that_was_canceled_counts_a_second_longer_than_the_window_too()
    {
        await using var environment = await TestEnvironment.StartAsync(settings: s => s.RateLimits.List = 1);
        environment.Emulator.Faults.Add(new Fault { Path = "/files", Kind = FaultKind.Hang });
        using var cancel = new CancellationTokenSource();
        var canceled = environment.Client.Files.GetPageAsync(1, cancel.Token);
        await environment.Driver.UntilAsync(() => environment.Requests.Count == 1);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);

        await environment.RunAsync(environment.Client.Files.GetPageAsync(1, default));

        Assert.Equal(61.1, environment.Time.Elapsed.TotalSeconds);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_limit_of_0_or_less_is_no_limit(int limit)
    {
        await using var environment = await TestEnvironment.StartAsync(e => e.LimitsEnabled = false, s => s.RateLimits.List = limit);

        await environment.RunAsync(Task.WhenAll(Enumerable.Range(0, 200).Select(_ => environment.Client.Files.GetPageAsync(1, default))));

        Assert.Equal(TimeSpan.Zero, environment.Time.Elapsed);
    }

    [Fact]
    public async Task A_noticeable_wait_is_shown_with_its_reason()
    {
        await using var environment = await TestEnvironment.StartAsync(settings: s => s.RateLimits.List = 1);
        await environment.RunAsync(environment.Client.Files.GetPageAsync(1, default));

        var call = environment.Client.Files.GetPageAsync(1, default);
        await environment.Driver.SettleAsync();

        Assert.Equal("for the rate limit of list requests", environment.Observer.Progress.Wait?.Reason);
        Assert.Contains("Waiting 60.1 s for the rate limit of list requests.", environment.Observer.Verbose);
        await environment.RunAsync(call);
        Assert.Null(environment.Observer.Progress.Wait);
    }

    private static Func<bool> Begun(TestEnvironment environment, Task task, out Task begun)
    {
        begun = task;
        return () => environment.Requests.Any(request => request.Completed);
    }

    private static async Task AddAsync(TestEnvironment environment, UploadQueue queue, int count)
    {
        var uploads = new List<Task>();
        for (var n = 0; n < count; n++)
        {
            var path = environment.Folder.Text($"{n}.txt");
            uploads.Add(environment.Observer.RecordAsync(await queue.AddAsync(new FileUploadRequest { Path = path }), path));
        }

        await Task.WhenAll(uploads);
    }
}
