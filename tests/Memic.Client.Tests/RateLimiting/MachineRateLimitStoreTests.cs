using System.Runtime.Versioning;

namespace Memic.Client.Tests;

public sealed class MachineRateLimitStoreTests : RateLimitStoreContract, IDisposable
{
    private const RateCategory Category = RateCategory.Status;

    // No system gives a process such a number.
    private const long DeadProcess = ((long)int.MaxValue << 32) | 1;

    private readonly FakeTime _time = new();
    private readonly TempFolder _folder = new();
    private readonly RateLimitNotices _notices = new();

    private string FilePath => Assert.Single(Directory.GetFiles(Folder, "*.limits"));

    private string Folder => Path.Combine(_folder.Path, "Memic");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Processes_share_the_count()
    {
        using var one = Open();
        using var two = Open();
        await TakeAsync(one, 1);
        await TakeAsync(two, 2);

        Assert.False((await one.TryAcquireAsync(Category, Three)).IsGranted);
        Assert.Equal((3, 1), ((await two.ReadAsync(Category, Three)).Used, (await two.ReadAsync(Category, Three)).UsedByOthers));
    }

    [Fact]
    public async Task Processes_that_join_at_the_same_moment_share_the_count()
    {
        var many = Three with { Limit = 100 };
        var others = new List<MachineRateLimitStore>();
        var attempts = new List<Task<RateLimitAttempt>>();

        // Between the moment when it reads the time and the one when it uses it, others join and take a permit.
        using var slow = Open(new SlowTime(_time, () =>
        {
            Advance(TimeSpan.FromSeconds(2));
            others.Add(Open());
            attempts.Add(others[^1].TryAcquireAsync(Category, many).AsTask());
        }));
        attempts.Add(slow.TryAcquireAsync(Category, many).AsTask());

        Assert.All(await Task.WhenAll(attempts), attempt => Assert.True(attempt.IsGranted));
        Assert.Equal(attempts.Count, (await others[0].ReadAsync(Category, many)).Used);
        others.ForEach(store => store.Dispose());
    }

    [Fact]
    public async Task Processes_share_a_block()
    {
        using var one = Open();
        using var two = Open();

        await one.BlockAsync(Category, TimeSpan.FromSeconds(40));

        Assert.Equal(40, (await two.TryAcquireAsync(Category, Three)).BlockedFor.TotalSeconds);
    }

    [Fact]
    public async Task Keys_are_counted_apart()
    {
        using var one = Open();
        using var two = Open(key: "b");
        await TakeAsync(one, 3);

        await TakeAsync(two, 3);
    }

    [Fact]
    public async Task A_dead_process_gives_its_permits_back_a_window_after_what_it_sent_has_arrived()
    {
        await TakeAsync(Open(identity: DeadProcess), 3);
        using var store = Open();

        var denied = await store.TryAcquireAsync(Category, Three);

        Assert.Equal((false, 61.1), (denied.IsGranted, denied.RetryAfter.TotalSeconds));
        Advance(denied.RetryAfter);
        await TakeAsync(store, 3);
    }

    [Fact]
    public async Task Whoever_waits_for_a_living_process_looks_soon_whether_it_still_lives()
    {
        using var one = Open();
        await TakeAsync(one, 3);
        using var two = Open();

        Assert.Equal(7.5, (await two.TryAcquireAsync(Category, Three)).RetryAfter.TotalSeconds);
    }

    [Fact]
    public async Task A_closed_connection_leaves_its_permits_in_the_window()
    {
        using (var one = Open())
        {
            await one.ReleaseAsync(Category, Three, (await TakeAsync(one, 1))[0]);
            Assert.Equal(TimeSpan.Zero, one.TimeUntilIdle);
        }

        using var two = Open();
        Assert.Equal(1, await UsedAsync(two));
    }

    [Fact]
    public async Task A_process_that_has_its_share_leaves_free_permits_to_one_that_waits_for_its_own()
    {
        var four = Three with { Limit = 4 };
        using var greedy = Open();
        using var late = Open();
        for (var n = 0; n < 4; n++)
        {
            await greedy.ReleaseAsync(Category, four, (await greedy.TryAcquireAsync(Category, four)).Permit);
            Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(20.1, (await late.TryAcquireAsync(Category, four)).RetryAfter.TotalSeconds, 0.001);
        Advance(TimeSpan.FromSeconds(20.1));

        Assert.False((await greedy.TryAcquireAsync(Category, four)).IsGranted);
        Assert.True((await late.TryAcquireAsync(Category, four)).IsGranted);
        Advance(TimeSpan.FromSeconds(10));
        Assert.True((await greedy.TryAcquireAsync(Category, four)).IsGranted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(200_000)]
    public async Task A_foreign_file_is_replaced(int length)
    {
        using (var store = Open())
        {
            await TakeAsync(store, 1);
        }

        var garbage = new byte[length];
        new Random(1).NextBytes(garbage);
        await File.WriteAllBytesAsync(FilePath, garbage);

        using var again = Open();
        await TakeAsync(again, 3);
        Assert.Equal((3, RateLimitScope.Machine), (await UsedAsync(again), again.Scope));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(200_000)]
    public async Task A_file_that_is_damaged_while_it_is_in_use_is_replaced(int length)
    {
        using var store = Open();
        var permits = await TakeAsync(store, 2);
        var garbage = new byte[length];
        new Random(1).NextBytes(garbage);
        await File.WriteAllBytesAsync(FilePath, garbage);

        await store.ReleaseAsync(Category, Three, permits[0]);
        await TakeAsync(store, 3);

        Assert.Equal((3, RateLimitScope.Machine), (await UsedAsync(store), store.Scope));
        Assert.False(_notices.TryTake(out _));
    }

    [Fact]
    public async Task A_count_from_before_the_machine_was_started_is_forgotten()
    {
        using (var store = Open())
        {
            await TakeAsync(store, 3);
        }

        await using (var file = new FileStream(FilePath, FileMode.Open))
        {
            file.Position = 8;
            file.WriteByte(0xFF);
        }

        using var again = Open();
        Assert.Equal(0, await UsedAsync(again));
    }

    [Fact]
    public async Task Time_that_went_backwards_is_a_machine_that_was_started()
    {
        var later = new FakeTime();
        later.Advance(TimeSpan.FromHours(1));
        using (var store = Open(later))
        {
            await TakeAsync(store, 2);
        }

        using var again = Open();
        Assert.Equal(0, await UsedAsync(again));
    }

    [Fact]
    public async Task A_count_from_before_a_restart_is_forgotten_however_late_after_it_the_next_process_starts()
    {
        var (before, after) = (new FakeTime(), new FakeTime());
        using (var store = Open(before))
        {
            await TakeAsync(store, 1);
            before.Advance(TimeSpan.FromHours(20));
            foreach (var permit in await TakeAsync(store, 2))
            {
                await store.ReleaseAsync(Category, Three, permit);
            }
        }

        after.Advance(TimeSpan.FromMinutes(1));
        using var again = Open(after);
        Assert.Equal(0, await UsedAsync(again));
    }

    [Fact]
    public async Task A_deleted_file_is_made_anew_within_an_hour()
    {
        using var one = Open();
        await TakeAsync(one, 1);
        File.Delete(FilePath);

        Advance(TimeSpan.FromHours(1.1));
        await TakeAsync(one, 1);

        Assert.True(File.Exists(FilePath));
    }

    [Fact]
    public async Task A_process_that_was_idle_for_a_day_shares_the_count_with_those_that_came_meanwhile()
    {
        using var idle = Open();
        await idle.ReleaseAsync(Category, Three, (await TakeAsync(idle, 1))[0]);
        Advance(TimeSpan.FromHours(25));
        File.SetLastWriteTimeUtc(FilePath, DateTime.UtcNow.AddHours(-25));
        File.SetLastWriteTimeUtc(Path.Combine(Folder, "join.lock"), DateTime.UtcNow.AddHours(-25));
        using var another = Open();
        await TakeAsync(another, 2);

        await TakeAsync(idle, 1);

        Assert.Equal((3, 3), (await UsedAsync(idle), await UsedAsync(another)));
    }

    [Fact]
    public async Task Files_that_nobody_used_for_a_day_are_removed_and_looked_for_once_a_day()
    {
        using (var store = Open(key: "old"))
        {
            await TakeAsync(store, 1);
        }

        File.SetLastWriteTimeUtc(FilePath, DateTime.UtcNow.AddHours(-25));
        using (var store = Open(key: "new"))
        {
            await TakeAsync(store, 1);
        }

        Assert.Equal(2, Directory.GetFiles(Folder, "*.limits").Length);
        File.SetLastWriteTimeUtc(Path.Combine(Folder, "join.lock"), DateTime.UtcNow.AddHours(-25));
        using var another = Open(key: "new");
        await TakeAsync(another, 1);

        Assert.Contains("new", FilePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_file_cannot_be_had_the_process_counts_for_itself_and_says_so_once()
    {
        await File.WriteAllTextAsync(Folder, "a file where the folder should be");
        using var store = Open();
        await TakeAsync(store, 3);

        Assert.False((await store.TryAcquireAsync(Category, Three)).IsGranted);
        Assert.Equal((3, RateLimitScope.Process), (await UsedAsync(store), store.Scope));
        Assert.True(_notices.TryTake(out var notice));
        Assert.Equal(DiagnosticLevel.Verbose, notice.Level);
        Assert.StartsWith("The rate limit is counted by this process alone", notice.Text, StringComparison.Ordinal);
        Assert.False(_notices.TryTake(out _));
    }

    [Fact]
    public async Task A_limit_that_does_not_fit_is_counted_by_the_process_alone()
    {
        var high = Three with { Limit = 5000 };
        using var store = Open();
        var attempt = await store.TryAcquireAsync(Category, high);
        await store.ReleaseAsync(Category, high, attempt.Permit);

        Assert.Equal(1, (await store.ReadAsync(Category, high)).Used);
        Assert.True(_notices.TryTake(out _));
        await TakeAsync(store, 3);
        Assert.Equal(RateLimitScope.Machine, store.Scope);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_the_user_may_read_the_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows the user's own data folder is such a place already.");
        using var store = Open();
        await TakeAsync(store, 1);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
    }

    [Fact]
    public async Task A_request_in_flight_keeps_the_store()
    {
        using var store = Open();
        var permits = await TakeAsync(store, 1);
        Assert.Null(store.TimeUntilIdle);

        await store.ReturnAsync(Category, Three, permits[0]);

        Assert.Equal(TimeSpan.Zero, store.TimeUntilIdle);
    }

    private protected override Task<IRateLimitStore> OpenAsync() => Task.FromResult<IRateLimitStore>(Open());

    protected override void Advance(TimeSpan by) => _time.Advance(by);

    private MachineRateLimitStore Open(TimeProvider? time = null, string key = "a", long? identity = null) =>
        new(new MachineRateLimitFile(Folder, key), time ?? _time, _notices, identity);

    /// <summary>The clock of a process that something always overtakes once it has read the time.</summary>
    private sealed class SlowTime(TimeProvider time, Action overtake) : TimeProvider
    {
        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp()
        {
            var timestamp = time.GetTimestamp();
            overtake();
            return timestamp;
        }
    }
}
