using System.Diagnostics;
using System.Reflection;

namespace Memic.Client.Tests;

/// <summary>The program that uses the client as .NET Framework has it: run by mono, on Windows by the system.</summary>
internal static class DesktopProgram
{
    private static readonly string Location = typeof(DesktopProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "DesktopProgram").Value!;

    // What is built for netstandard2.0 needs assemblies that come with mono's tools.
    public static bool CanRun { get; } = OperatingSystem.IsWindows()
        || (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "resgen")));

    /// <summary>Runs it and returns what it wrote: names and values.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> RunAsync(string home, params string[] arguments)
    {
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(Location, arguments) : new ProcessStartInfo("mono", [Location, .. arguments]);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["HOME"] = start.Environment["XDG_DATA_HOME"] = start.Environment["LOCALAPPDATA"] = home;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        Assert.True(process.ExitCode == 0, await output + await errors);
        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
    }
}
