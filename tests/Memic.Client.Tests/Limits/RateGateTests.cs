using EmulatorCategory = Memic.Emulator.RateCategory;

namespace Memic.Client.Tests;

public class RateGateTests
{
    [Fact]
    public async Task A_hundred_and_fifty_files_never_meet_a_429_and_use_the_quota()
    {
        await using var world = await World.StartAsync();
        var sender = new FileSender(world.Client, 8, null, default);

        await world.RunAsync(AddAsync(world, sender, 150));

        Assert.Equal(150, world.Notes.Results<MemicFile>().Count());
        Assert.Equal((0, 0), (world.Emulator.RateLimits.Rejections, world.Emulator.RateLimits.Violations));
        var counted = world.Requests.Where(request => request.Method == "POST").Select(request => (request.At - FakeTime.Start).TotalSeconds).ToList();
        Assert.Equal(300, counted.Count);
        Assert.All(Enumerable.Range(1, 2), minute => Assert.True(counted.Count(at => at < 60.0 * minute) >= 0.95 * 120 * minute));
    }

    [Fact]
    public async Task Prompts_keep_to_their_quota_over_minutes_without_a_429()
    {
        await using var world = await World.StartAsync(e => e.RateLimits[EmulatorCategory.Prompts] = 20, s => s.RateLimits.Prompts = 20);

        await world.RunAsync(Task.WhenAll(Enumerable.Range(0, 100).Select(_ => world.Client.Prompts.GetAsync("summarizer", default))));

        Assert.Equal(0, world.Emulator.RateLimits.Rejections);
        Assert.InRange(world.Time.Elapsed.TotalSeconds, 240, 240 / 0.95);
    }

    [Fact]
    public async Task A_429_keeps_everybody_who_shares_the_key_out_until_the_wait_is_over()
    {
        await using var world = await World.StartAsync();
        world.Emulator.Faults.Add(new Fault { Path = "/prompts/*", Status = 429, RetryAfter = "40" });
        var other = new MemicClient(world.Connect());
        await world.Driver.UntilAsync(Begun(world, world.Client.Prompts.GetAsync("summarizer", default), out var first));

        await world.RunAsync(Task.WhenAll(first, other.Prompts.GetAsync("summarizer", default), world.Client.Prompts.GetAsync("summarizer", default)));

        Assert.All(world.Requests.Skip(1), request => Assert.True(request.At >= FakeTime.Start.AddSeconds(40)));
        Assert.Equal(0, world.Emulator.RateLimits.Violations);
    }

    [Fact]
    public async Task A_429_of_the_emulator_is_never_answered_with_a_request_before_its_time()
    {
        await using var world = await World.StartAsync(e => e.RateLimits[EmulatorCategory.Prompts] = 5);

        await world.RunAsync(Task.WhenAll(Enumerable.Range(0, 12).Select(_ => world.Client.Prompts.GetAsync("summarizer", default))));

        Assert.NotEqual(0, world.Emulator.RateLimits.Rejections);
        var refused = world.Requests.Where(request => request.Status == 429).Select(request => request.At).Distinct();
        Assert.All(refused, at => Assert.DoesNotContain(world.Requests, request => request.At > at && request.At < at.AddSeconds(1)));
    }

    [Fact]
    public async Task A_429_closes_only_its_own_category()
    {
        await using var world = await World.StartAsync();
        world.Emulator.Faults.Add(new Fault { Path = "/prompts/*", Status = 429, RetryAfter = "40" });
        await world.Driver.UntilAsync(Begun(world, world.Client.Prompts.GetAsync("summarizer", default), out var prompt));

        await world.RunAsync(world.Client.Files.GetPageAsync(1, default));

        Assert.Equal(TimeSpan.Zero, world.Time.Elapsed);
        await world.RunAsync(prompt);
    }

    [Fact]
    public async Task While_the_gate_is_closed_for_longer_than_anybody_waits_calls_fail_at_once_and_unsent()
    {
        await using var world = await World.StartAsync();
        world.Emulator.Faults.Add(new Fault { Path = "/prompts/*", Status = 429, RetryAfter = "3600" });
        await world.FailureOfAsync(world.Client.Prompts.GetAsync("summarizer", default));

        var error = await world.FailureOfAsync(world.Client.Prompts.GetAsync("summarizer", default));

        Assert.Equal(("rate_limit_exceeded", TimeSpan.FromHours(1), 0), (error.Code, error.RetryAfter, error.Attempts));
        Assert.Single(world.Requests);
    }

    [Fact]
    public async Task Whoever_queues_when_the_gate_closes_for_longer_than_anybody_waits_fails_at_once_too()
    {
        await using var world = await World.StartAsync(settings: s => s.RateLimits.Prompts = 1);
        world.Emulator.Faults.Add(new Fault { Path = "/prompts/*", Status = 429, RetryAfter = "3600", Delay = TimeSpan.FromSeconds(1) });
        var calls = Enumerable.Range(0, 3).Select(_ => world.Client.Prompts.GetAsync("summarizer", default)).ToArray();

        foreach (var call in calls)
        {
            Assert.Equal("rate_limit_exceeded", (await world.FailureOfAsync(call)).Code);
        }

        Assert.Single(world.Requests);
        Assert.InRange(world.Time.Elapsed.TotalSeconds, 1, 120);
    }

    [Fact]
    public async Task Two_connections_with_one_key_share_its_quota()
    {
        await using var world = await World.StartAsync(settings: s => s.RateLimits.List = 4);
        var other = new MemicClient(world.Connect(s => (s.RateLimits.List, s.BaseUri) = (4, new Uri(s.BaseUri + "/"))));

        await world.RunAsync(Task.WhenAll(Enumerable.Range(0, 8).Select(n => (n % 2 == 0 ? world.Client : other).Files.GetPageAsync(1, default))));

        Assert.Equal(4, world.Requests.Count(request => request.At == FakeTime.Start));
    }

    [Fact]
    public async Task Two_keys_have_a_quota_each()
    {
        await using var world = await World.StartAsync(settings: s => s.RateLimits.List = 4);
        var other = new MemicClient(world.Connect(s => (s.RateLimits.List, s.ApiKey) = (4, new ApiKey(EmulatorOptions.StagingKey))));

        await world.RunAsync(Task.WhenAll(Enumerable.Range(0, 8).Select(n => (n % 2 == 0 ? world.Client : other).Files.GetPageAsync(1, default))));

        Assert.Equal(TimeSpan.Zero, world.Time.Elapsed);
    }

    [Fact]
    public async Task Limits_can_be_raised_while_requests_queue()
    {
        await using var world = await World.StartAsync(settings: s => s.RateLimits.List = 1);
        var calls = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => world.Client.Files.GetPageAsync(1, default)));
        await world.Driver.SettleAsync();
        Assert.Single(world.Requests);

        var other = new MemicClient(world.Connect(s => s.RateLimits.List = 10));
        await world.RunAsync(Task.WhenAll(calls, other.Files.GetPageAsync(1, default)));

        Assert.Equal(TimeSpan.Zero, world.Time.Elapsed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_limit_of_0_or_less_is_no_limit(int limit)
    {
        await using var world = await World.StartAsync(e => e.LimitsEnabled = false, s => s.RateLimits.List = limit);

        await world.RunAsync(Task.WhenAll(Enumerable.Range(0, 200).Select(_ => world.Client.Files.GetPageAsync(1, default))));

        Assert.Equal(TimeSpan.Zero, world.Time.Elapsed);
    }

    [Fact]
    public async Task A_noticeable_wait_is_shown_with_its_reason()
    {
        await using var world = await World.StartAsync(settings: s => s.RateLimits.List = 1);
        await world.RunAsync(world.Client.Files.GetPageAsync(1, default));

        var call = world.Client.Files.GetPageAsync(1, default);
        await world.Driver.SettleAsync();

        Assert.Equal("rate limit for list requests", world.Notes.Progress.Wait?.Reason);
        Assert.Contains("Waiting 60.1 s: rate limit for list requests", world.Notes.Verbose);
        await world.RunAsync(call);
        Assert.Null(world.Notes.Progress.Wait);
    }

    static Func<bool> Begun(World world, Task task, out Task begun)
    {
        begun = task;
        return () => world.Requests.Any(request => request.Completed);
    }

    static async Task AddAsync(World world, FileSender sender, int count)
    {
        for (var n = 0; n < count; n++)
        {
            await sender.AddAsync(new FileToSend { Path = world.Folder.Text($"{n}.txt") });
        }

        await sender.CompleteAsync();
    }
}
