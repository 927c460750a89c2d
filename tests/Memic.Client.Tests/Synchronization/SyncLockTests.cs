namespace Memic.Client.Tests;

public sealed class SyncLockTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 3, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();

    [Fact]
    public void A_second_run_gets_no_lock_and_learns_who_has_it()
    {
        using var first = Acquire("docs");

        Assert.NotNull(first);
        Assert.Null(Acquire("docs"));
        Assert.Equal($"process {Environment.ProcessId}, since 2026-11-20 03:00:00Z", SyncLock.ReadHolder(_folder.Path, "docs"));
    }

    [Fact]
    public void Another_source_has_a_lock_of_its_own()
    {
        using var first = Acquire("docs");
        using var second = Acquire("Docs");

        Assert.NotNull(second);
    }

    [Fact]
    public void A_run_that_ended_leaves_the_lock_to_the_next()
    {
        Acquire("docs")!.Dispose();

        using var second = Acquire("docs");

        Assert.NotNull(second);
    }

    [Fact]
    public void Files_of_a_run_that_died_do_not_count()
    {
        Acquire("docs")!.Dispose();
        Assert.Contains(Directory.GetFiles(_folder.Path), path => path.EndsWith(".lock", StringComparison.Ordinal));

        using var second = Acquire("docs");

        Assert.NotNull(second);
    }

    [Fact]
    public void Where_no_lock_can_be_it_says_so() =>
        Assert.ThrowsAny<IOException>(() => SyncLock.TryAcquire(Path.Combine(_folder.Text("file"), "locks"), "docs", Now));

    [Fact]
    public void A_user_without_a_data_folder_has_no_lock_and_gets_none_in_the_current_folder()
    {
        Assert.Equal(Path.Combine("data", "Memic", "sync"), SyncLock.FolderIn("data"));
        Assert.Throws<IOException>(() => SyncLock.FolderIn(string.Empty));
    }

    public void Dispose() => _folder.Dispose();

    private SyncLock? Acquire(string identity) => SyncLock.TryAcquire(_folder.Path, identity, Now);
}
