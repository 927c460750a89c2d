using System.Diagnostics;

namespace Memic.Benchmarks;

/// <summary>An emulator in a separate process, so that its work is not measured.</summary>
internal sealed class EmulatorProcess : IDisposable
{
    public const string Key = "mk_live_EXAMPLE";

    private readonly Process _process;

    private EmulatorProcess(Process process, Uri baseUri) => (_process, BaseUri) = (process, baseUri);

    public Uri BaseUri { get; }

    public static EmulatorProcess Start(params string[] keys)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Memic.Emulator.dll");
        string[] options = ["--no-limits", "--processing-time", "0", "--parent-pid", $"{Environment.ProcessId}", .. keys.SelectMany(key => (string[])["--key", key])];
        var start = new ProcessStartInfo("dotnet", [program, .. options])
        {
            RedirectStandardOutput = true,

            // What .NET puts into the temporary folder for debuggers would stay when the process is killed.
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The emulator did not start.");
        var line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The emulator ended at once.");
        return new EmulatorProcess(process, new Uri(line.Split(' ')[^1]));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
