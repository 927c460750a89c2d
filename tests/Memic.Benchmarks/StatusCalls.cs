namespace Memic.Benchmarks;

/// <summary>Measures consecutive status calls.</summary>
internal sealed class StatusCalls(MemicClient client, FloorClient floor, SampleFiles files)
{
    private const int Calls = 1500;
    private const int Rounds = 15;

    public async Task RunAsync()
    {
        var id = await floor.SendAsync(files.Make("status.txt", 1000));
        var (floorTime, ourTime, ratio) = await Comparison.MeasureAsync(
            Rounds,
            () => RepeatAsync(() => floor.GetStatusAsync(id)),
            () => RepeatAsync(() => client.Files.GetStatusAsync(id, CancellationToken.None)));
        Report.Speed("status calls, one after the other", Calls / floorTime, Calls / ourTime, ratio, "/s", 0.9);
    }

    private static async Task RepeatAsync(Func<Task> call)
    {
        for (var i = 0; i < Calls; i++)
        {
            await call();
        }
    }
}
