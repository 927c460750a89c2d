using System.Text.RegularExpressions;

namespace Memic.Client.Tests;

/// <summary>Two machines that synchronize the same source, with a store that both reach.</summary>
public class SharedSyncLockTests
{
    [Fact]
    public async Task A_run_on_another_machine_says_who_is_at_it_and_does_nothing()
    {
        await using var sync = await SyncFixture.StartAsync();
        using var elsewhere = new TempFolder();
        var locks = new MemoryLocks(sync.Environment.Time);
        sync.Write("a.md");
        var first = sync.Begin(options => options.SharedLocks = locks);

        var error = await sync.Environment.FailureOfAsync(sync.Begin(options => (options.SharedLocks, options.LockFolder) = (locks, elsewhere.Path)));
        await sync.Environment.RunAsync(first);

        Assert.Equal("sync_in_progress", error.Code);
        Assert.Matches($@"\({Regex.Escape(Environment.MachineName)}, process {Environment.ProcessId}, since [^\n]*Z\)\. Nothing was done\.$", error.Detail);
        Assert.Single(sync.Environment.Requests, request => request.Path.EndsWith("/init", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_lock_lasts_as_long_as_the_run_and_is_given_back()
    {
        await using var sync = await SyncFixture.StartAsync(options => options.ProcessingTime = TimeSpan.FromSeconds(90));
        var locks = new MemoryLocks(sync.Environment.Time);
        sync.Write("a.md");

        var run = sync.Begin(options => options.SharedLocks = locks);
        await sync.Environment.Driver.UntilAsync(() => locks.Renewals == 3);
        Assert.NotNull(await locks.TryAcquireAsync(locks.Names.Single(), "another", TimeSpan.FromMinutes(1)));
        await sync.Environment.RunAsync(run);

        Assert.Equal(["Sent a.md"], sync.Outcomes);
        Assert.Empty(locks.Names);
    }

    [Fact]
    public async Task A_run_that_died_is_in_nobody_s_way_for_longer_than_the_lock_lasts()
    {
        await using var sync = await SyncFixture.StartAsync();
        var locks = new MemoryLocks(sync.Environment.Time);
        sync.Write("a.md");
        await sync.RunAsync(options => options.SharedLocks = locks);
        await locks.TryAcquireAsync(locks.LastName, "the dead one", SharedSyncLock.Duration);

        Assert.Equal("sync_in_progress", (await sync.FailureAsync(options => options.SharedLocks = locks)).Code);
        sync.Environment.Time.Advance(SharedSyncLock.Duration);
        await sync.RunAsync(options => options.SharedLocks = locks);

        Assert.Equal(["GET /files"], sync.Calls);
    }

    [Fact]
    public async Task A_run_that_lost_its_lock_to_another_ends()
    {
        await using var sync = await SyncFixture.StartAsync(options => options.ProcessingTime = TimeSpan.FromSeconds(90));
        var locks = new MemoryLocks(sync.Environment.Time);
        sync.Write("a.md");

        var run = sync.Begin(options => options.SharedLocks = locks);
        await sync.Environment.Driver.UntilAsync(() => locks.Renewals == 2);
        locks.Clear();
        await locks.TryAcquireAsync(locks.LastName, "another", TimeSpan.FromHours(1));

        Assert.Equal(("sync_in_progress", SyncMessages.InProgress("docs", "another")), await sync.Environment.FailureOfAsync(run) is var error ? (error.Code, error.Detail) : default);
        Assert.Equal([locks.LastName], locks.Names);
    }

    [Fact]
    public async Task A_store_that_is_away_keeps_nobody_from_working_and_is_told_of()
    {
        await using var sync = await SyncFixture.StartAsync();
        var locks = new MemoryLocks(sync.Environment.Time) { IsAway = true };
        sync.Write("a.md");

        await sync.RunAsync(options => options.SharedLocks = locks);

        Assert.Equal(["Sent a.md"], sync.Outcomes);
        Assert.Contains(sync.Environment.Observer.Verbose, line => line.Contains("no lock can be kept: The store is away.", StringComparison.Ordinal));
    }

    private sealed class MemoryLocks(TimeProvider time) : ISharedLocks
    {
        private readonly Dictionary<string, (string Holder, DateTimeOffset Until)> _held = [];

        public bool IsAway { get; init; }

        public int Renewals { get; private set; }

        public string LastName { get; private set; } = string.Empty;

        public IEnumerable<string> Names => _held.Keys;

        public void Clear() => _held.Clear();

        public Task<string?> TryAcquireAsync(string name, string holder, TimeSpan duration)
        {
            Check();
            if (_held.TryGetValue(name, out var held) && held.Holder != holder && held.Until > time.GetUtcNow())
            {
                return Task.FromResult<string?>(held.Holder);
            }

            Renewals += held.Holder == holder ? 1 : 0;
            _held[LastName = name] = (holder, time.GetUtcNow() + duration);
            return Task.FromResult<string?>(null);
        }

        public Task ReleaseAsync(string name, string holder)
        {
            Check();
            if (_held.TryGetValue(name, out var held) && held.Holder == holder)
            {
                _held.Remove(name);
            }

            return Task.CompletedTask;
        }

        private void Check()
        {
            if (IsAway)
            {
                throw new MemicException(MemicErrorCodes.RateLimitStoreUnavailable, "The store is away.");
            }
        }
    }
}
