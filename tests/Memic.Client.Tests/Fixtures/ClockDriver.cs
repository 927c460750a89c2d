using System.Diagnostics;

namespace Memic.Client.Tests;

/// <summary>
/// Lets work over real sockets run, and moves the clock on only when everybody waits for it: no exchange is under way
/// but those that the emulator holds back on purpose, and for some milliseconds nothing has happened.
/// </summary>
internal sealed class ClockDriver(FakeTime time, MemicEmulator emulator)
{
    private const int QuietRounds = 3;

    private static readonly TimeSpan Stuck = TimeSpan.FromSeconds(60);

    public async Task<T> RunAsync<T>(Task<T> task)
    {
        await UntilAsync(() => task.IsCompleted);
        return await task;
    }

    public async Task RunAsync(Task task)
    {
        await UntilAsync(() => task.IsCompleted);
        await task;
    }

    /// <summary>Moves the clock on until something holds.</summary>
    public async Task UntilAsync(Func<bool> reached)
    {
        var moved = Stopwatch.StartNew();
        while (!reached())
        {
            if (await IsQuietAsync(reached) && time.RingNext())
            {
                moved.Restart();
            }

            Assert.True(moved.Elapsed < Stuck, $"Nothing moves any more: {time.Exchanges} exchanges, {emulator.ActiveRequests} active requests.");
        }
    }

    /// <summary>Lets everything happen that happens without the clock.</summary>
    public async Task SettleAsync()
    {
        while (!await IsQuietAsync(() => false))
        {
        }
    }

    private async Task<bool> IsQuietAsync(Func<bool> reached)
    {
        var before = Happened;
        for (var round = 0; round < QuietRounds; round++)
        {
            await Task.Delay(1);
            if (reached() || IsBusy || Happened != before)
            {
                return false;
            }
        }

        return true;
    }

    private (long Changes, int Requests) Happened => (time.Changes, emulator.Requests.All.Count);

    private bool IsBusy
    {
        get
        {
            var active = emulator.ActiveRequests;
            var heldBack = emulator.Requests.All.Count(request => !request.Completed) - active;
            return active > 0 || time.Exchanges > heldBack || ThreadPool.PendingWorkItemCount > 0;
        }
    }
}
