namespace Memic.Benchmarks;

/// <summary>Measures the upload of many small files, eight at a time.</summary>
internal sealed class SmallFiles(MemicClient client, FloorClient floor, SampleFiles files)
{
    private const int Count = 200;
    private const int MaxConcurrency = 8;
    private const int Rounds = 15;

    public async Task RunAsync()
    {
        var paths = Enumerable.Range(0, Count).Select(number => files.Make($"small-{number}.txt", 4000)).ToList();
        var (floorTime, ourTime, ratio) = await Comparison.MeasureAsync(
            Rounds,
            () => Parallel.ForEachAsync(paths, new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency }, async (path, _) => await floor.SendAsync(path)),
            () => SendAsync(paths));
        Report.Speed($"{Count} small files, {MaxConcurrency} at once", Count / floorTime, Count / ourTime, ratio, "/s", 0.9);
    }

    private async Task SendAsync(List<string> paths)
    {
        using var queue = new UploadQueue(client, MaxConcurrency, followUp: null, CancellationToken.None);
        var uploads = new List<Task>();
        foreach (var path in paths)
        {
            uploads.Add(await queue.AddAsync(new FileUploadRequest { Path = path }));
        }

        await Task.WhenAll(uploads);
    }
}
