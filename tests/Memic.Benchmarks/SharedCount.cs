namespace Memic.Benchmarks;

/// <summary>Measures what it costs a call that its count is shared with other processes of the machine: the floor is a count in memory.</summary>
internal sealed class SharedCount(EmulatorProcess emulator, FloorClient floor, SampleFiles files)
{
    private const int Calls = 300;
    private const int Rounds = 61;

    public async Task RunAsync()
    {
        var id = await floor.SendAsync(files.Make("count.txt", 1000));
        using MemicConnection memory = Connect(RateLimitScope.Process), machine = Connect(RateLimitScope.Machine);
        var (_, machineTime, ratio) = await Comparison.MeasureAsync(Rounds, () => RepeatAsync(memory, id), () => RepeatAsync(machine, id));

        // The median of the rounds' ratios: a single call is too short for a machine that does something else now and then.
        Report.Cost("a call whose count is the machine's", machineTime * ratio / Calls * 1e6, machineTime / Calls * 1e6, "us", 1.05);
    }

    private static async Task RepeatAsync(MemicConnection connection, string id)
    {
        var client = new MemicClient(connection);
        for (var i = 0; i < Calls; i++)
        {
            await client.Files.GetStatusAsync(id, CancellationToken.None);
        }
    }

    /// <summary>With a limit, so that there is something to count, that no call waits for.</summary>
    private MemicConnection Connect(RateLimitScope scope) => new(new MemicConnectionSettings
    {
        ApiKey = new ApiKey(EmulatorProcess.Key),
        BaseUri = emulator.BaseUri,
        NoProxy = true,
        RateLimitScope = scope,
        RateLimits = new RateLimits { Status = 1000, Window = TimeSpan.FromMilliseconds(1) },
    });
}
