namespace Memic.Benchmarks;

/// <summary>Measures the upload of a file of 100 MB: the speed, and the memory beyond that of a file of 1 MB.</summary>
internal sealed class BigFile(MemicClient client, FloorClient floor, SampleFiles files)
{
    private const int Megabyte = 1000 * 1000;
    private const int Megabytes = 100;
    private const int Rounds = 7;

    public async Task RunAsync()
    {
        var small = files.Make("small.txt", Megabyte);
        var big = files.Make("big.txt", Megabytes * Megabyte);
        await SendAsync(small);
        var forSmall = await PeakMemory.WhileAsync(() => SendAsync(small));
        var forBig = await PeakMemory.WhileAsync(() => SendAsync(big));
        Report.Amount("memory, 100 MB over 1 MB", (forBig - forSmall) / Megabyte, "MB", 40);

        var (floorTime, ourTime, ratio) = await Comparison.MeasureAsync(Rounds, () => floor.SendAsync(big), () => SendAsync(big));
        Report.Speed("100 MB upload", Megabytes / floorTime, Megabytes / ourTime, ratio, "MB/s", 0.95);
    }

    private Task<MemicFile> SendAsync(string path) => client.Files.UploadAsync(new FileUploadRequest { Path = path }, CancellationToken.None);
}
