namespace Memic.Benchmarks;

/// <summary>Many small files, eight at once.</summary>
internal sealed class SmallFiles(MemicClient client, FloorClient floor, SampleFiles files)
{
    private const int Count = 200;
    private const int AtOnce = 8;
    private const int Rounds = 15;

    public async Task RunAsync()
    {
        var paths = Enumerable.Range(0, Count).Select(number => files.Make($"small-{number}.txt", 4000)).ToList();
        var (floorTime, ourTime, ratio) = await Comparison.MeasureAsync(
            Rounds,
            () => Parallel.ForEachAsync(paths, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (path, _) => await floor.SendAsync(path)),
            () => SendAsync(paths));
        Report.Speed($"{Count} small files, {AtOnce} at once", Count / floorTime, Count / ourTime, ratio, "/s", 0.9);
    }

    private async Task SendAsync(List<string> paths)
    {
        using var queue = new UploadQueue(client, AtOnce, followUp: null, CancellationToken.None);
        var uploads = new List<Task>();
        foreach (var path in paths)
        {
            uploads.Add(await queue.AddAsync(new FileUploadRequest { Path = path }));
        }

        await Task.WhenAll(uploads);
    }
}
