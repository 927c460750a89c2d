using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Memic.Demo;

/// <summary>Says how a PowerShell is started without anything of the user's.</summary>
internal static class PowerShellProcess
{
    /// <summary>The PowerShell that the build restored.</summary>
    public static string Restored => BuildSettings.PowerShell;

    /// <summary>The .NET host that runs this program: runs a PowerShell that comes as a dll.</summary>
    public static string DotNet { get; } =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>
    /// Prepares the start of a program or dll of PowerShell with these arguments. What it does is written to the log of the machine,
    /// as PowerShell does on Linux and macOS, only if that is wanted.
    /// </summary>
    public static ProcessStartInfo Create(string powerShell, TemporaryHome home, IEnumerable<string> arguments, bool isLogged = false)
    {
        var isDll = powerShell.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        string[] program = isDll ? ["exec", powerShell] : [];
        string[] isolation = OperatingSystem.IsWindows() ? ["-NoLogo", "-NoProfile", "-ExecutionPolicy", "Bypass"] : ["-NoLogo", "-NoProfile"];

        // Windows has no such log, and the settings there also say which scripts may run.
        string[] settings = isLogged || OperatingSystem.IsWindows() ? [] : ["-SettingsFile", Path.Combine(AppContext.BaseDirectory, "Scripts", "powershell.config.json")];
        var start = new ProcessStartInfo(isDll ? DotNet : powerShell, [.. program, .. isolation, .. settings, .. arguments]) { UseShellExecute = false };
        home.ApplyTo(start);
        return start;
    }
}
