using Memic.RateLimiting.Tests;
using StackExchange.Redis;

namespace Memic.Client.Tests;

/// <summary>The count of a fleet on a real server.</summary>
public sealed class RedisRateLimitStoreTests : RateLimitStoreContract, IAsyncLifetime
{
    private const RateCategory Category = RateCategory.Status;

    private readonly FakeTime _time = new();
    private readonly RateLimitNotices _notices = new();
    private readonly List<RedisCounter> _counters = [];
    private RedisServer? _server;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, RedisServer.Missing);
        _server = await RedisServer.StartAsync();
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;

    [Fact]
    public async Task Machines_share_the_count_and_each_knows_what_the_others_use()
    {
        using RedisRateLimitStore one = Open(), two = Open();
        await TakeAsync(one, 2);
        await TakeAsync(two, 1);

        Assert.False((await one.TryAcquireAsync(Category, Three)).IsGranted);
        Assert.False((await two.TryAcquireAsync(Category, Three)).IsGranted);
        Assert.Equal((3, 1), (await one.ReadAsync(Category, Three)) is var state ? (state.Used, state.UsedByOthers) : default);
        Assert.Equal((3, 2), (await two.ReadAsync(Category, Three)) is var other ? (other.Used, other.UsedByOthers) : default);
        Assert.Equal((3, 1), one.Estimate(Category, Three, 1) is var estimate ? (estimate.Used, estimate.UsedByOthers) : default);
        Assert.Equal(RateLimitScope.Fleet, one.Scope);
    }

    [Fact]
    public async Task Keys_are_counted_apart()
    {
        using RedisRateLimitStore one = Open("a"), two = Open("b");
        await TakeAsync(one, 3);

        await TakeAsync(two, 3);
    }

    [Fact]
    public async Task A_block_is_everybodys()
    {
        using RedisRateLimitStore one = Open(), two = Open();
        await one.BlockAsync(Category, TimeSpan.FromSeconds(30));

        var denied = await two.TryAcquireAsync(Category, Three);

        Assert.InRange(denied.BlockedFor.TotalSeconds, 25, 30);
    }

    [Fact]
    public async Task The_permits_of_a_machine_that_died_come_back_within_a_window_after_it_was_last_expected()
    {
        using var survivor = Open();
        await TakeAsync(survivor, 1);
        var dead = Open();
        await TakeAsync(dead, 2);

        // Nothing more is heard of the second one: as if it were dead.
        _counters.RemoveAt(1);
        dead.Dispose();
        Advance(TimeSpan.FromSeconds(74));
        Assert.Equal(3, await UsedAsync(survivor));
        Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(1, await UsedAsync(survivor));
        await TakeAsync(survivor, 2);
    }

    [Fact]
    public async Task A_machine_that_is_there_keeps_its_permits_however_long_its_requests_take()
    {
        using RedisRateLimitStore one = Open(), two = Open();
        await TakeAsync(one, 3);
        for (var n = 0; n < 10; n++)
        {
            Advance(TimeSpan.FromSeconds(14));
            await one.ReadAsync(Category, Three);
        }

        Assert.Equal(3, await UsedAsync(two));
        Assert.False((await two.TryAcquireAsync(Category, Three)).IsGranted);
    }

    [Fact]
    public async Task A_machine_that_has_its_share_leaves_a_free_permit_to_one_that_waits_and_has_less()
    {
        using RedisRateLimitStore one = Open(), two = Open();
        var four = Three with { Limit = 4 };
        var permits = new List<long>();
        for (var n = 0; n < 4; n++)
        {
            permits.Add((await one.TryAcquireAsync(Category, four)).Permit);
        }

        Assert.False((await two.TryAcquireAsync(Category, four)).IsGranted);
        await one.ReturnAsync(Category, four, permits[0]);

        Assert.False((await one.TryAcquireAsync(Category, four)).IsGranted);
        Assert.True((await two.TryAcquireAsync(Category, four)).IsGranted);
    }

    [Fact]
    public async Task What_is_on_the_server_begins_with_memic_and_expires_by_itself()
    {
        using RedisRateLimitStore store = Open(), another = Open("another");
        var permits = await TakeAsync(store, 2);
        await store.ReleaseAsync(Category, Three, permits[0]);
        await store.BlockAsync(Category, TimeSpan.FromSeconds(5));
        await store.TryAcquireAsync(Category, Three);
        await TakeAsync(another, 3);

        using var server = await ConnectionMultiplexer.ConnectAsync(RedisAddress.Parse(_server!.Address));
        var keys = server.GetServers()[0].Keys().ToList();

        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.StartsWith("memic:{", key.ToString(), StringComparison.Ordinal));
        foreach (var key in keys)
        {
            Assert.NotNull(await server.GetDatabase().KeyTimeToLiveAsync(key));
        }
    }

    [Fact]
    public async Task While_the_server_is_away_a_process_goes_on_with_its_share_and_warns_once()
    {
        using RedisRateLimitStore one = Open(), two = Open();
        var eight = Three with { Limit = 8 };
        var permits = await TakeAsync(one, eight, 6);
        await TakeAsync(two, eight, 2);
        await one.ReadAsync(Category, eight);
        await ShownAsync(one, eight);
        await _server!.KillAsync();

        // In the first window, no more than its half of the limit.
        foreach (var permit in permits.Take(3))
        {
            await one.ReturnAsync(Category, eight, permit);
        }

        Assert.True((await one.TryAcquireAsync(Category, eight)).IsGranted);
        Assert.False((await one.TryAcquireAsync(Category, eight)).IsGranted);
        Assert.Equal(RateLimitScope.Process, one.Scope);
        Assert.Equal(4, one.Estimate(Category, eight, 1).Used);

        // Who had two keeps to two at first, and has its half a window later.
        Assert.False((await two.TryAcquireAsync(Category, eight)).IsGranted);
        Advance(TimeSpan.FromSeconds(61), isServerThere: false);
        Assert.True((await two.TryAcquireAsync(Category, eight)).IsGranted);
        Assert.True((await two.TryAcquireAsync(Category, eight)).IsGranted);
        Assert.False((await two.TryAcquireAsync(Category, eight)).IsGranted);

        var notices = Notices();
        Assert.Equal(2, notices.Count);
        Assert.All(notices, notice => Assert.Equal(DiagnosticLevel.Warning, notice.Level));
        Assert.Contains("takes 50% of each limit", notices[0].Text, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:", notices[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_used_little_keeps_to_that_for_a_window_since_others_may_have_taken_what_was_free()
    {
        using RedisRateLimitStore one = Open(), two = Open();
        var eight = Three with { Limit = 8 };
        await TakeAsync(one, eight, 1);
        await TakeAsync(two, eight, 7);
        await ShownAsync(one, eight);
        await _server!.KillAsync();

        Assert.False((await one.TryAcquireAsync(Category, eight)).IsGranted);
        Advance(TimeSpan.FromSeconds(61), isServerThere: false);
        await TakeAsync(one, eight, 3);
        Assert.False((await one.TryAcquireAsync(Category, eight)).IsGranted);
    }

    [Fact]
    public async Task Who_was_alone_goes_on_at_once_with_half_of_what_was_free()
    {
        using var store = Open();
        var eight = Three with { Limit = 8 };
        await TakeAsync(store, eight, 1);
        await _server!.KillAsync();

        await TakeAsync(store, eight, 3);
        Assert.False((await store.TryAcquireAsync(Category, eight)).IsGranted);
    }

    [Fact]
    public async Task A_share_that_the_user_gave_is_what_a_process_takes_while_the_server_is_away()
    {
        using var store = Open(share: 0.25);
        var eight = Three with { Limit = 8 };
        var permits = await TakeAsync(store, eight, 8);
        await _server!.KillAsync();
        foreach (var permit in permits)
        {
            await store.ReturnAsync(Category, eight, permit);
        }

        await TakeAsync(store, eight, 2);
        Assert.False((await store.TryAcquireAsync(Category, eight)).IsGranted);
    }

    [Fact]
    public async Task A_server_that_is_back_is_told_what_each_process_holds_and_counts_for_all_again()
    {
        using RedisRateLimitStore one = Open(), two = Open();
        var permits = await TakeAsync(one, 2);
        await TakeAsync(two, 1);
        await one.BlockAsync(Category, TimeSpan.FromSeconds(30));
        await _server!.KillAsync();
        await one.ReleaseAsync(Category, Three, permits[0]);
        await _server.StartAgainAsync();

        await ReturnedAsync(one);
        await ReturnedAsync(two);

        Assert.Equal((3, 1), (await one.ReadAsync(Category, Three)) is var state ? (state.Used, state.UsedByOthers) : default);
        Assert.Contains(Notices(), notice => notice.Level == DiagnosticLevel.Verbose && notice.Text.EndsWith("is back: all machines share the limits again.", StringComparison.Ordinal));
        using var third = Open();
        Assert.InRange((await third.TryAcquireAsync(Category, Three)).BlockedFor.TotalSeconds, 1, 30);
        Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(3, await UsedAsync(third));
        Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(2, await UsedAsync(third));
    }

    [Fact]
    public async Task A_server_that_was_emptied_behind_the_back_of_a_process_is_told_again()
    {
        using var store = Open();
        await TakeAsync(store, 3);
        using (var server = await ConnectionMultiplexer.ConnectAsync(RedisAddress.Parse(_server!.Address)))
        {
            await server.GetDatabase().KeyDeleteAsync([.. server.GetServers()[0].Keys()]);
        }

        Assert.False((await store.TryAcquireAsync(Category, Three)).IsGranted);
        Assert.False((await store.TryAcquireAsync(Category, Three)).IsGranted);
        Assert.Equal((3, RateLimitScope.Fleet), (await UsedAsync(store), store.Scope));
        Assert.All(Notices(), notice => Assert.Equal(DiagnosticLevel.Verbose, notice.Level));
    }

    private protected override Task<IRateLimitStore> OpenAsync() => Task.FromResult<IRateLimitStore>(Open());

    protected override void Advance(TimeSpan by) => Advance(by, isServerThere: true);

    private static async Task<List<long>> TakeAsync(RedisRateLimitStore store, RateLimitRule rule, int count)
    {
        var permits = new List<long>();
        for (var n = 0; n < count; n++)
        {
            var attempt = await store.TryAcquireAsync(Category, rule);
            Assert.True(attempt.IsGranted);
            permits.Add(attempt.Permit);
        }

        return permits;
    }

    private void Advance(TimeSpan by, bool isServerThere)
    {
        foreach (var counter in _counters)
        {
            counter.Offset += isServerThere ? by : TimeSpan.Zero;
        }

        _time.Advance(by);
    }

    private RedisRateLimitStore Open(string key = "a", double? share = null)
    {
        var counter = new RedisCounter(RedisConnection.Acquire(_server!.Address), key) { Offset = _counters.Count > 0 ? _counters[0].Offset : default };
        _counters.Add(counter);
        return new RedisRateLimitStore(counter, share, _time, _notices);
    }

    /// <summary>Lets a process learn how many there are.</summary>
    private static async Task ShownAsync(RedisRateLimitStore store, RateLimitRule rule) =>
        await store.ReturnAsync(RateCategory.List, rule, (await store.TryAcquireAsync(RateCategory.List, rule)).Permit);

    /// <summary>Waits until the library has connected again, which it does by the time of the system.</summary>
    private async Task ReturnedAsync(RedisRateLimitStore store)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        do
        {
            Advance(TimeSpan.FromSeconds(0.5));
            await Task.Delay(50, limit.Token);
            await store.TryAcquireAsync(RateCategory.List, Three with { Limit = 0 });
        }
        while (store.Scope != RateLimitScope.Fleet);
    }

    private List<MemicNotification> Notices()
    {
        var notices = new List<MemicNotification>();
        while (_notices.TryTake(out var notice))
        {
            notices.Add(notice);
        }

        return notices;
    }
}
