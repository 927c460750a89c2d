using Memic;
using Memic.Benchmarks;

// Each measurement is compared with its floor: the same requests from a bare HttpClient in this process to the same server.
using var emulator = EmulatorProcess.Start();
using var connection = new MemicConnection(new MemicConnectionSettings
{
    ApiKey = new ApiKey(EmulatorProcess.Key),
    BaseUri = emulator.BaseUri,
    NoProxy = true,
    RateLimits = RateLimits.None,
});
using var floor = new FloorClient(emulator.BaseUri, EmulatorProcess.Key);
using var files = new SampleFiles();
var client = new MemicClient(connection);

Report.Header();
await new StatusCalls(client, floor, files).RunAsync();
await new SmallFiles(client, floor, files).RunAsync();
await new BigFile(client, floor, files).RunAsync();
ModuleImport.Run();
