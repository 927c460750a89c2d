using Xunit.Abstractions;

namespace Memic.RateLimiting.Tests;

/// <summary>What sharing a limit means.</summary>
internal static class Sharing
{
    // What the client adds to a window, since clocks do not tick alike.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// While there was enough to do, nine tenths of the permits were taken at any moment, but for the window after something was
    /// killed. A permit is taken until a window after the reply, so that this holds on a machine that is slow to reply, too.
    /// </summary>
    public static void AssertUsed(IReadOnlyList<Worker> workers, DateTime killed, ITestOutputHelper output)
    {
        var requests = workers.SelectMany(worker => worker.Requests).OrderBy(request => request.Sent).ToList();
        var (start, end) = (requests[0].Sent, requests[requests.Count * 4 / 5].Sent);
        var resumed = killed + WorkerGroup.Window + Margin;

        // How long of a span counts.
        double Seconds(DateTime from, DateTime to) => Overlap(from, to, start, end) - Overlap(from, to, Max(start, killed), Min(end, resumed));
        var used = requests.Sum(request => Seconds(request.Sent, request.Read + WorkerGroup.Window + Margin)) / (Seconds(start, end) * WorkerGroup.Limit);
        output.WriteLine($"{used:P1} used");
        Assert.True(used >= 0.9, $"{used:P0} used: {string.Join(' ', requests.Select(request => $"{(request.Sent - start).TotalSeconds:0.00}-{(request.Read - start).TotalSeconds:0.00}"))}, killed {(killed - start).TotalSeconds:0.00}");
    }

    /// <summary>
    /// Of the requests of some windows, each got at least half of its fair share. They are counted, not timed, so that this
    /// too holds on a slow machine.
    /// </summary>
    public static void AssertNobodyStarved(IReadOnlyList<(string Worker, TimeSpan At)> counted, IEnumerable<Worker> workers, int windows, int members) =>
        Assert.All(workers, worker => Assert.True(
            counted.Take(windows * WorkerGroup.Limit).Count(request => request.Worker == worker.Name) >= windows * WorkerGroup.Limit / members / 2,
            $"{worker.Name}: {string.Join(' ', counted.Select(request => $"{request.At.TotalSeconds:0.00}{request.Worker[^1]}"))}"));

    private static double Overlap(DateTime from, DateTime to, DateTime start, DateTime end) => Math.Max(0, (Min(to, end) - Max(from, start)).TotalSeconds);

    private static DateTime Min(DateTime one, DateTime two) => one < two ? one : two;

    private static DateTime Max(DateTime one, DateTime two) => one > two ? one : two;
}
