using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Memic.Demo;

namespace Memic.Benchmarks;

/// <summary>Measures cmdlets where users are: in a PowerShell, and in a fresh one for each call, against bare cmdlets over HttpClient.</summary>
internal sealed class PowerShellCalls(EmulatorProcess emulator, SampleFiles files)
{
    private const int Rounds = 9;
    private const int Files = 200;
    private const int Calls = 500;
    private const int Ids = 1000;

    private static readonly string Floor = Path.Combine(AppContext.BaseDirectory, "FloorModule.dll");
    private static readonly string Empty = Path.Combine(AppContext.BaseDirectory, "EmptyModule.psd1");
    private static readonly string OneView = Path.Combine(AppContext.BaseDirectory, "OneViewModule.psd1");
    private static readonly string Ours = Path.Combine(BuildSettings.RepositoryRoot, "Memic.psd1");

    public void Run()
    {
        Warm();
        Fresh();
    }

    /// <summary>Many calls in one process.</summary>
    private void Warm()
    {
        var folder = Path.GetDirectoryName(Enumerable.Range(0, Files).Select(number => files.Make(Path.Combine("cmdlets", $"small-{number}.txt"), 4000)).ToList()[0])!;
        string[] arguments =
        [
            "-NonInteractive", "-File", Path.Combine(AppContext.BaseDirectory, "Scripts", "Measure.ps1"),
            "-Floor", Floor, "-Module", Ours, "-BaseUri", emulator.BaseUri.ToString(), "-Key", EmulatorProcess.Key, "-Folder", folder, "-Rounds", Rounds.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (var line in Execute(arguments).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var measured = JsonSerializer.Deserialize<Measurement>(line)!;
            switch (measured.Name)
            {
                case "single":
                    Report.Speed("status, one cmdlet call each", Calls / measured.Floor, Calls / measured.Ours, measured.Ratio, "/s", 0.9);
                    break;
                case "pipeline":
                    Report.Speed("status, ids through one pipeline", Ids / measured.Floor, Ids / measured.Ours, measured.Ratio, "/s", 0.9);
                    break;
                case "small":
                    Report.Speed($"{Files} small files, in a cmdlet", Files / measured.Floor, Files / measured.Ours, measured.Ratio, "/s", 0.9);
                    break;
                default:
                    Report.Speed($"{Files} small files, with -Wait", Files / measured.Floor, Files / measured.Ours, measured.Ratio, "/s", 0.25);
                    break;
            }
        }
    }

    /// <summary>One call in a process of its own.</summary>
    private void Fresh()
    {
        WriteManifest(Empty, "");
        WriteManifest(OneView, "FormatsToProcess = 'Scripts/OneView.Format.ps1xml'; TypesToProcess = 'Scripts/OneView.Types.ps1xml'");
        var megabyte = files.Make("megabyte.txt", 1000 * 1000);
        var (floorConnect, ourConnect) = ($"Connect-Floor -BaseUri {emulator.BaseUri} -ApiKey {EmulatorProcess.Key}", $"$null = Connect-Memic -BaseUri {emulator.BaseUri} -ApiKey {EmulatorProcess.Key} -NoProxy");
        var id = Execute(["-NonInteractive", "-Command", $"Import-Module '{Floor}'; {floorConnect}; (Send-FloorFile '{megabyte}').Id"]).Trim();
        var environment = $"$env:MEMIC_BASE_URL='{emulator.BaseUri}'; $env:MEMIC_API_KEY='{EmulatorProcess.Key}'";

        Compare("Import-Module", "ms", 1.5, Timed($"Import-Module '{Empty}'"), Timed($"Import-Module '{Ours}'"));
        // PowerShell reads all its views again for the first view of a module, whatever it is.
        Compare("  where both have a view", "ms", 1.5, Timed($"Import-Module '{OneView}'"), Timed($"Import-Module '{Ours}'"));
        Compare("first call after the import", "ms", 1.25, $"Import-Module '{Floor}'; {floorConnect}; " + Timed($"Get-FloorStatus {id}"), $"Import-Module '{Ours}'; {environment}; " + Timed($"Get-MemicFileStatus {id}"));
        Compare("1 MB file, connect and send", "ms", 1.25, $"Import-Module '{Floor}'; " + Timed($"{floorConnect}; Send-FloorFile '{megabyte}'"), $"Import-Module '{Ours}'; " + Timed($"{ourConnect}; Send-MemicFile '{megabyte}'"));
        CompareProcess("one status call, whole process", 1.25, $"Import-Module '{Floor}'; {floorConnect}; Get-FloorStatus {id}", $"Import-Module '{Ours}'; {environment}; Get-MemicFileStatus {id}");
    }

    private static void WriteManifest(string path, string views) =>
        File.WriteAllText(path, $"@{{ RootModule = 'EmptyModule.dll'; ModuleVersion = '1.0.0'; GUID = 'b7a3b5f0-7d5f-4f57-9a3b-3b0d6cf6b0e1'; CmdletsToExport = @('Get-Nothing'); FunctionsToExport = @(); VariablesToExport = @(); AliasesToExport = @(); {views} }}");

    private static string Timed(string command) => $"$start = [System.Diagnostics.Stopwatch]::GetTimestamp(); $null = . {{ {command} }}; [System.Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)";

    private static void Compare(string what, string unit, double target, string floor, string ours) =>
        CompareCost(what, unit, target, () => double.Parse(Execute(["-NonInteractive", "-Command", floor]), CultureInfo.InvariantCulture), () => double.Parse(Execute(["-NonInteractive", "-Command", ours]), CultureInfo.InvariantCulture));

    private static void CompareProcess(string what, double target, string floor, string ours) =>
        CompareCost(what, "ms", target, () => Elapsed(floor), () => Elapsed(ours));

    private static void CompareCost(string what, string unit, double target, Func<double> floor, Func<double> ours)
    {
        var times = Enumerable.Range(0, Rounds).Select(_ => (Floor: floor(), Ours: ours())).ToList();
        Report.Cost(what, Comparison.Median(times.Select(time => time.Floor)), Comparison.Median(times.Select(time => time.Ours)), unit, target);
    }

    private static double Elapsed(string command)
    {
        var start = Stopwatch.GetTimestamp();
        Execute(["-NonInteractive", "-Command", command]);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static string Execute(IEnumerable<string> arguments)
    {
        using var home = new TemporaryHome();
        var start = PowerShellProcess.Create(PowerShellProcess.Restored, home, arguments, isLogged: true);
        start.RedirectStandardOutput = true;
        using var shell = Process.Start(start)!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return shell.ExitCode == 0 ? output : throw new InvalidOperationException($"PowerShell ended with exit code {shell.ExitCode}: {output}");
    }

    private sealed record Measurement(string Name, double Floor, double Ours, double Ratio);
}
