using Memic;
using Memic.Benchmarks;

// Before anything is started here, and once more at the end.
var otherLoad = OtherLoad.Measure();

// Each measurement is compared with its floor: the same requests from a bare HttpClient in this process to the same server.
using var emulator = EmulatorProcess.Start();
using var files = new SampleFiles();
if (args is ["soak", ..])
{
    var minutes = args.Length > 1 ? double.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 5;
    using var soak = new Soak(emulator, files, TimeSpan.FromMinutes(minutes));
    return await soak.RunAsync() ? 0 : 1;
}

if (args is ["sync"])
{
    using var folder = new UnchangedFolder(emulator);
    await folder.RunAsync();
    return Report.Conclude(otherLoad);
}

if (args is ["limits"])
{
    using var bare = new FloorClient(emulator.BaseUri, EmulatorProcess.Key);
    Report.Header();
    await new SharedCount(emulator, bare, files).RunAsync();
    await new ManyConnections(files).RunAsync();
    return Report.Conclude(Math.Max(otherLoad, OtherLoad.Measure()));
}

using var connection = new MemicConnection(new MemicConnectionSettings
{
    ApiKey = new ApiKey(EmulatorProcess.Key),
    BaseUri = emulator.BaseUri,
    NoProxy = true,
    RateLimits = RateLimits.None,
});
using var floor = new FloorClient(emulator.BaseUri, EmulatorProcess.Key);
var client = new MemicClient(connection);

Report.Header();
await new StatusCalls(client, floor, files).RunAsync();
await new SharedCount(emulator, floor, files).RunAsync();
await new SmallFiles(client, floor, files).RunAsync();
await new BigFile(client, floor, files).RunAsync();
await new ManyConnections(files).RunAsync();
new PowerShellCalls(emulator, files).Run();
return Report.Conclude(Math.Max(otherLoad, OtherLoad.Measure()));
