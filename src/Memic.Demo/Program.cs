using System.Diagnostics;
using System.Runtime.InteropServices;
using Memic.Demo;
using Memic.Emulator;

// dotnet run --project src/Memic.Demo [-- shell]
string[] script;
switch (args)
{
    case []:
        script = ["-NonInteractive", "-File", "Demo.ps1"];
        break;
    case ["shell"]:
        script = ["-NoExit", "-File", "Shell.ps1"];
        break;
    default:
        await Console.Error.WriteLineAsync("Nothing: shows the main job. shell: a PowerShell to try it in.");
        return 2;
}

using var stop = new CancellationTokenSource();

// Ctrl+C is meant for PowerShell, which gets it too; this program ends when PowerShell does.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopPowerShell);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, StopPowerShell);

using var home = new TemporaryHome();
var documents = home.CreateFolder("documents");
foreach (var document in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Documents")))
{
    File.Copy(document, Path.Combine(documents, Path.GetFileName(document)));
}

await using var emulator = await MemicEmulator.StartAsync(new EmulatorOptions { ProcessingTime = TimeSpan.FromSeconds(1) }, stop.Token);
var start = PowerShellProcess.Create(PowerShellProcess.Restored, home, [.. script[..^1], Path.Combine(AppContext.BaseDirectory, "Scripts", script[^1])]);
start.WorkingDirectory = documents;
start.Environment["MEMIC_DEMO_MODULE"] = Path.Combine(BuildSettings.RepositoryRoot, "Memic.psd1");
start.Environment["MEMIC_DEMO_EMULATOR"] = emulator.BaseUri.AbsoluteUri;
start.Environment["MEMIC_DEMO_CONTROL"] = emulator.ControlUri.AbsoluteUri;
using var powerShell = Process.Start(start) ?? throw new InvalidOperationException("PowerShell did not start.");
try
{
    await powerShell.WaitForExitAsync(stop.Token);
    return powerShell.ExitCode;
}
catch (OperationCanceledException)
{
    powerShell.Kill(entireProcessTree: true);
    await powerShell.WaitForExitAsync(CancellationToken.None);
    return 1;
}

void StopPowerShell(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
