namespace Memic.Client.Tests;

/// <summary>What every store of the rate limiter promises, whoever shares its count.</summary>
public abstract class RateLimitStoreContract
{
    private protected static readonly RateLimitRule Three = new(3, TimeSpan.FromMinutes(1));

    private const RateCategory Category = RateCategory.Status;

    [Fact]
    public async Task As_many_permits_as_the_limit_and_no_more()
    {
        using var store = await OpenAsync();
        await TakeAsync(store, 3);

        Assert.False((await store.TryAcquireAsync(Category, Three)).IsGranted);
        Assert.Equal(3, await UsedAsync(store));
    }

    [Fact]
    public async Task A_permit_comes_back_one_window_after_the_reply_and_not_before()
    {
        using var store = await OpenAsync();
        var permits = await TakeAsync(store, 3);
        Advance(TimeSpan.FromSeconds(20));
        await store.ReleaseAsync(Category, Three, permits[0]);
        Advance(TimeSpan.FromSeconds(59));

        Assert.Equal(3, await UsedAsync(store));
        Assert.False((await store.TryAcquireAsync(Category, Three)).IsGranted);

        Advance(TimeSpan.FromSeconds(1.2));
        Assert.Equal(2, await UsedAsync(store));
        await TakeAsync(store, 1);
        Assert.False((await store.TryAcquireAsync(Category, Three)).IsGranted);
    }

    [Fact]
    public async Task A_permit_with_which_nothing_was_sent_is_free_at_once()
    {
        using var store = await OpenAsync();
        var permits = await TakeAsync(store, 3);

        await store.ReturnAsync(Category, Three, permits[1]);

        Assert.Equal(2, await UsedAsync(store));
        await TakeAsync(store, 1);
    }

    [Fact]
    public async Task After_as_long_as_it_says_trying_again_helps()
    {
        using var store = await OpenAsync();
        var permits = await TakeAsync(store, 3);
        await store.ReleaseAsync(Category, Three, permits[0]);
        Advance(TimeSpan.FromSeconds(10));
        await store.ReleaseAsync(Category, Three, permits[2]);

        var denied = await store.TryAcquireAsync(Category, Three);

        Assert.InRange(denied.RetryAfter.TotalSeconds, 49, 50.1);
        Advance(denied.RetryAfter);
        await TakeAsync(store, 1);
    }

    [Fact]
    public async Task While_a_category_is_blocked_there_is_no_permit_and_a_shorter_block_does_not_open_it()
    {
        using var store = await OpenAsync();
        await store.BlockAsync(Category, TimeSpan.FromSeconds(40));
        await store.BlockAsync(Category, TimeSpan.FromSeconds(10));
        Advance(TimeSpan.FromSeconds(30));

        var denied = await store.TryAcquireAsync(Category, Three);

        Assert.False(denied.IsGranted);
        Assert.InRange(denied.BlockedFor.TotalSeconds, 9, 10);
        Assert.InRange(denied.RetryAfter.TotalSeconds, 9, 10);
        Assert.InRange((await store.ReadAsync(Category, Three)).NextFree.TotalSeconds, 9, 10);
        Advance(TimeSpan.FromSeconds(10.1));
        await TakeAsync(store, 3);
    }

    [Fact]
    public async Task Categories_are_counted_and_blocked_apart()
    {
        using var store = await OpenAsync();
        await TakeAsync(store, 3);
        await store.BlockAsync(RateCategory.List, TimeSpan.FromSeconds(40));

        Assert.True((await store.TryAcquireAsync(RateCategory.Search, Three)).IsGranted);
        Assert.False((await store.TryAcquireAsync(RateCategory.List, Three)).IsGranted);
    }

    [Fact]
    public async Task Where_there_is_no_limit_nothing_stays_counted_but_a_block_holds()
    {
        using var store = await OpenAsync();
        var none = Three with { Limit = 0 };
        for (var n = 0; n < 20; n++)
        {
            var attempt = await store.TryAcquireAsync(Category, none);
            Assert.True(attempt.IsGranted);
            await store.ReleaseAsync(Category, none, attempt.Permit);
        }

        Assert.Equal(0, await UsedAsync(store));
        await store.BlockAsync(Category, TimeSpan.FromSeconds(40));
        Assert.False((await store.TryAcquireAsync(Category, none)).IsGranted);
    }

    [Fact]
    public async Task A_lower_limit_counts_what_was_taken_under_a_higher_one()
    {
        using var store = await OpenAsync();
        var permits = await TakeAsync(store, 3);
        var two = Three with { Limit = 2 };
        await store.ReleaseAsync(Category, Three, permits[0]);
        Advance(TimeSpan.FromSeconds(10));
        await store.ReleaseAsync(Category, Three, permits[1]);

        Assert.InRange((await store.TryAcquireAsync(Category, two)).RetryAfter.TotalSeconds, 59, 60.1);
        Advance(TimeSpan.FromSeconds(51));
        Assert.False((await store.TryAcquireAsync(Category, two)).IsGranted);
        Advance(TimeSpan.FromSeconds(10));
        Assert.True((await store.TryAcquireAsync(Category, two)).IsGranted);
    }

    [Fact]
    public async Task However_many_threads_want_permits_at_once_the_limit_holds()
    {
        using var store = await OpenAsync();
        var granted = 0;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var n = 0; n < 50; n++)
            {
                if ((await store.TryAcquireAsync(Category, Three)) is { IsGranted: true, Permit: var permit })
                {
                    Interlocked.Increment(ref granted);
                    await store.ReleaseAsync(Category, Three, permit);
                }
            }
        })));

        Assert.Equal((3, 3), (granted, await UsedAsync(store)));
    }

    private protected abstract Task<IRateLimitStore> OpenAsync();

    protected abstract void Advance(TimeSpan by);

    private protected static async Task<long[]> TakeAsync(IRateLimitStore store, int count)
    {
        var permits = new long[count];
        for (var n = 0; n < count; n++)
        {
            var attempt = await store.TryAcquireAsync(Category, Three);
            Assert.True(attempt.IsGranted);
            permits[n] = attempt.Permit;
        }

        return permits;
    }

    private protected static async Task<int> UsedAsync(IRateLimitStore store) => (await store.ReadAsync(Category, Three)).Used;
}
