using System.Diagnostics;

namespace Memic.Benchmarks;

/// <summary>The emulator in a process of its own, so that its work is not counted here.</summary>
internal sealed class EmulatorProcess : IDisposable
{
    public const string Key = "mk_live_EXAMPLE";

    private readonly Process process;

    private EmulatorProcess(Process process, Uri baseUri) => (this.process, BaseUri) = (process, baseUri);

    public Uri BaseUri { get; }

    public static EmulatorProcess Start()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Memic.Emulator.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--no-limits", "--parent-pid", $"{Environment.ProcessId}"]) { RedirectStandardOutput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The emulator did not start.");
        var line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The emulator ended at once.");
        return new EmulatorProcess(process, new Uri(line.Split(' ')[^1]));
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }
}
