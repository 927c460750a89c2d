namespace Memic.Client.Tests;

public class RateLimitStressTests
{
    /// <summary>Requests are granted, canceled, abandoned, refused and released in every order that threads can bring about.</summary>
    [Fact]
    public async Task After_ten_thousand_rounds_of_cancellation_and_blocking_nothing_is_counted_that_is_not_there()
    {
        var time = new FakeTime();
        var rules = new RateLimitRules(new RateLimits { Status = 2, Window = TimeSpan.FromMilliseconds(1) });
        var store = new MemoryRateLimitStore(time);
        var queue = new RateLimitQueue(RateCategory.Status, store, time, new RateLimitNotices());
        var outcomes = new int[4];

        using var stop = new CancellationTokenSource();
        var clock = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                time.Advance(TimeSpan.FromMilliseconds(30));
            }
        });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Task.Run(() => WorkAsync(queue, rules, new Random(seed), 1250, outcomes))));
        await stop.CancelAsync();
        await clock;

        // Nothing is held any more, so that without the clock nothing comes back: what is used is in the window.
        Assert.InRange(store.Estimate(RateCategory.Status, rules[RateCategory.Status], 1).Used, 0, 2);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((0, TimeSpan.Zero), (store.Estimate(RateCategory.Status, rules[RateCategory.Status], 1).Used, store.TimeUntilIdle));
        Assert.False(queue.HasWaiters);
        // How many of each kind there are is chance; that there were any is not.
        Assert.NotEqual(0, outcomes.Sum());
    }

    private static async Task WorkAsync(RateLimitQueue queue, RateLimitRules rules, Random random, int rounds, int[] outcomes)
    {
        for (var round = 0; round < rounds; round++)
        {
            using var cancel = new CancellationTokenSource();
            var canceling = random.Next(3) == 0 ? Task.Run(cancel.Cancel) : Task.CompletedTask;
            try
            {
                var acquisition = queue.Acquire(rules, random.Next(2) == 0, TimeSpan.FromMilliseconds(random.Next(3) * 100), cancel.Token);
                if (random.Next(4) == 0)
                {
                    cancel.Cancel();
                }

                if (random.Next(4) == 0)
                {
                    await acquisition.AbandonAsync();
                    Interlocked.Increment(ref outcomes[0]);
                }
                else
                {
                    await using var lease = acquisition.IsCompleted ? acquisition.Lease : await acquisition.AsTask();
                    if (random.Next(8) == 0)
                    {
                        await lease.BlockAsync(TimeSpan.FromMilliseconds(random.Next(300)));
                    }

                    if (random.Next(8) != 0)
                    {
                        await lease.ReleaseAsync();
                    }

                    Interlocked.Increment(ref outcomes[1]);
                }
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref outcomes[2]);
            }
            catch (MemicException e) when (e.Code == MemicErrorCodes.RateLimitExceeded)
            {
                Interlocked.Increment(ref outcomes[3]);
            }

            await canceling;
        }
    }
}
