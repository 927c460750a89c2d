using System.Diagnostics;

namespace Memic.Client.Tests;

/// <summary>
/// Lets work over real sockets run, and moves the clock on only when everybody waits for it: no exchange is under way
/// but those that the emulator holds back on purpose, every event of a socket has been handed out, and no thread works.
/// That is looked up, not guessed from some milliseconds of silence, so it holds on a busy machine too.
/// </summary>
internal sealed class ClockDriver(FakeTime time, MemicEmulator emulator)
{
    private static readonly TimeSpan Stuck = TimeSpan.FromSeconds(60);

    public async Task<T> RunAsync<T>(Task<T> task)
    {
        await MoveUntilAsync(() => task.IsCompleted);
        return await task;
    }

    public async Task RunAsync(Task task)
    {
        await MoveUntilAsync(() => task.IsCompleted);
        await task;
    }

    /// <summary>Moves the clock on until something holds, and lets everything happen that follows from it.</summary>
    public async Task UntilAsync(Func<bool> reached)
    {
        await MoveUntilAsync(reached);
        await SettleAsync();
    }

    /// <summary>Lets everything happen that happens without the clock.</summary>
    public async Task SettleAsync()
    {
        var quiet = false;
        await TurnAsync(() => quiet, () => quiet = true);
    }

    private Task MoveUntilAsync(Func<bool> reached) => TurnAsync(reached, () => time.RingNext());

    /// <summary>Does something each time that all is quiet, until something holds.</summary>
    // On a thread of the pool, so that the caller counts as one of those that work.
    private Task TurnAsync(Func<bool> reached, Func<bool> whenQuiet) => Task.Run(async () =>
    {
        var moved = Stopwatch.StartNew();
        while (!reached())
        {
            if (await IsQuietAsync() && !reached() && whenQuiet())
            {
                moved.Restart();
            }

            Assert.True(moved.Elapsed < Stuck, $"Nothing moves any more: {time.Exchanges.Count} exchanges, {emulator.ActiveRequests} active requests, {ThreadPoolActivity.Working} threads at work.");
        }
    });

    private async Task<bool> IsQuietAsync()
    {
        var before = Happened;
        if (!await IsEverybodyWaitingAsync())
        {
            // Whoever works needs the processor that looking again at once would take.
            await Task.Delay(1);
            return false;
        }

        // What has arrived at a socket and is not handed out yet shows only after this.
        await SocketBarrier.PassAsync();
        return await IsEverybodyWaitingAsync() && Happened == before;
    }

    private async ValueTask<bool> IsEverybodyWaitingAsync() => !IsBusy && await ThreadPoolActivity.IsIdleAsync();

    private (long Changes, int Requests) Happened => (time.Changes, emulator.Requests.All.Count);

    /// <summary>
    /// Whether an exchange is under way. One that the emulator holds back is not; the request that it holds then arrived
    /// after the exchange began, unlike one whose sender has given up.
    /// </summary>
    private bool IsBusy
    {
        get
        {
            var exchanges = time.Exchanges;
            var open = emulator.Requests.All.Where(request => !request.Completed).ToList();
            return emulator.ActiveRequests > 0
                || exchanges.Any(begun => open.Count(request => request.At >= begun) < exchanges.Count(other => other >= begun));
        }
    }
}
