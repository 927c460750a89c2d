using Memic.RateLimiting.Tests;

namespace Memic.Client.Tests;

/// <summary>Locks on a real server, and runs on two machines that name it.</summary>
public sealed class RedisLocksTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [RedisFact]
    public async Task A_lock_is_its_holder_s_until_it_is_given_back_by_the_holder()
    {
        await using var server = await RedisServer.StartAsync();
        using var connection = RedisConnection.Acquire(server.Address);
        RedisLocks one = new(connection, "key"), another = new(connection, "another key");

        Assert.Null(await one.TryAcquireAsync("docs", "first", Long));
        Assert.Equal("first", await one.TryAcquireAsync("docs", "second", Long));
        Assert.Null(await one.TryAcquireAsync("docs", "first", Long));
        Assert.Null(await one.TryAcquireAsync("handbook", "second", Long));
        Assert.Null(await another.TryAcquireAsync("docs", "second", Long));

        await one.ReleaseAsync("docs", "second");
        Assert.Equal("first", await one.TryAcquireAsync("docs", "second", Long));
        await one.ReleaseAsync("docs", "first");
        Assert.Null(await one.TryAcquireAsync("docs", "second", Long));
    }

    [RedisFact]
    public async Task A_lock_that_nobody_renews_ends_by_itself()
    {
        await using var server = await RedisServer.StartAsync();
        using var connection = RedisConnection.Acquire(server.Address);
        var locks = new RedisLocks(connection, "key");

        Assert.Null(await locks.TryAcquireAsync("docs", "dead", TimeSpan.FromMilliseconds(50)));
        while (await locks.TryAcquireAsync("docs", "next", Long) is { } holder)
        {
            Assert.Equal("dead", holder);
            await Task.Delay(5);
        }
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_an_error_with_its_code()
    {
        using var connection = RedisConnection.Acquire($"redis://127.0.0.1:{RedisServer.FreePort()}");

        var failure = await Assert.ThrowsAsync<MemicException>(() => new RedisLocks(connection, "key").TryAcquireAsync("docs", "first", Long));

        Assert.Equal("rate_limit_store_unavailable", failure.Code);
    }

    [RedisFact]
    public async Task A_second_run_on_another_machine_is_told_that_the_first_is_at_it()
    {
        await using var server = await RedisServer.StartAsync();
        await using var emulator = await MemicEmulator.StartAsync(new EmulatorOptions { ProcessingTime = TimeSpan.Zero });
        using TempFolder docs = new(), here = new(), there = new();
        docs.Text("a.md");
        using var connection = Connect(emulator, server);
        using var elsewhere = Connect(emulator, server);
        MemicException? refusal = null;

        // The second one begins while the first asks whether it may send.
        await RunAsync(connection, docs, here, async () => refusal = await Assert.ThrowsAsync<MemicException>(() => RunAsync(elsewhere, docs, there, () => Task.CompletedTask)));
        await RunAsync(elsewhere, docs, there, () => Task.CompletedTask);

        Assert.Equal("sync_in_progress", refusal!.Code);
        Assert.Contains($"({Environment.MachineName}, process {Environment.ProcessId}, since ", refusal.Detail, StringComparison.Ordinal);
        Assert.Single(emulator.Files.All);
    }

    private static MemicConnection Connect(MemicEmulator emulator, RedisServer server) =>
        new(new MemicConnectionSettings { ApiKey = new ApiKey(TestEnvironment.Key), BaseUri = emulator.BaseUri, NoProxy = true, RateLimitStore = server.Address });

    private static async Task RunAsync(MemicConnection connection, TempFolder docs, TempFolder locks, Func<Task> confirming)
    {
        var options = new FolderSyncOptions { Path = docs.Path, LockFolder = locks.Path };
        await new FolderSynchronizer(new MemicClient(connection), options, ConfirmAsync, (_, _) => Task.CompletedTask).RunAsync(default);

        async Task<bool> ConfirmAsync(MemicSyncResult planned, CancellationToken cancellationToken)
        {
            await confirming();
            return true;
        }
    }
}
