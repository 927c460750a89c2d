using System.Diagnostics;
using System.IO.Compression;
using Memic.Demo;

namespace Memic.Cmdlets.Tests;

/// <summary>The packages, made of what was built, and installed where nothing else is.</summary>
public sealed class PackageSet : IAsyncLifetime
{
    public const string ProjectUri = "https://github.example/memic";

    private readonly TemporaryHome _home = new();

    /// <summary>The version in the manifest, which is that of everything.</summary>
    public static string Version { get; } = typeof(BuildSettings).Assembly.GetName().Version!.ToString(3);

    /// <summary>The folder with the packages.</summary>
    public string Folder => Path.Combine(_home.Root, "set", "packages");

    /// <summary>The folder of modules that has the module from its package and nothing else.</summary>
    public string Modules => Path.Combine(_home.Root, "set", "modules");

    /// <summary>The module that was installed.</summary>
    public string Module => Path.Combine(Modules, "Memic", Version);

    /// <summary>The emulator that was installed.</summary>
    public string Emulator => Path.Combine(_home.Root, "set", "tools", OperatingSystem.IsWindows() ? "memic-emulator.exe" : "memic-emulator");

    /// <summary>The package of the module, made once more of files with other times.</summary>
    public string ModuleAgain => Path.Combine(_home.Root, "set", "again", $"Memic.{Version}.nupkg");

    /// <summary>The path of a package.</summary>
    public string PathOf(string id) => Path.Combine(Folder, $"{id}.{Version}.nupkg");

    /// <summary>What is in a package, without the parts that only the format of packages wants.</summary>
    public IReadOnlyDictionary<string, byte[]> Read(string id)
    {
        using var package = ZipFile.OpenRead(PathOf(id));
        return package.Entries
            .Where(entry => !entry.FullName.StartsWith("_rels/", StringComparison.Ordinal) && !entry.FullName.StartsWith("package/", StringComparison.Ordinal) && entry.FullName != "[Content_Types].xml")
            .ToDictionary(entry => entry.FullName, ReadAll, StringComparer.Ordinal);
    }

    /// <summary>Runs a script of this folder on a PowerShell, and returns what it printed.</summary>
    public Task<string> RunAsync(string powerShell, string script, string[] arguments)
    {
        var start = PowerShellProcess.Create(powerShell, _home, ["-NonInteractive", "-File", Path.Combine(AppContext.BaseDirectory, "Packages", script), .. arguments]);
        start.WorkingDirectory = _home.CreateFolder("set");
        start.Environment["NO_COLOR"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";

        // No process of the build may stay, in a home that is gone then.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(PowerShellProcess.DotNet);
        start.Environment["PATH"] = Path.GetDirectoryName(PowerShellProcess.DotNet) + Path.PathSeparator + start.Environment["PATH"];
        return RunAsync(start);
    }

    /// <summary>Runs a program, and returns what it printed.</summary>
    public static async Task<string> RunAsync(ProcessStartInfo start)
    {
        var run = await ProgramRun.RunAsync(start);
        return run.ExitCode == 0 ? run.Output : throw new PesterFailure($"{string.Join(' ', start.ArgumentList)} ended with {run.ExitCode}:\n{run.Output}\n{run.Error}");
    }

    public async ValueTask InitializeAsync() => await RunAsync(PowerShellProcess.Restored, "PackAndInstall.ps1", [
        "-Root", BuildSettings.RepositoryRoot, "-Configuration", TestSettings.Configuration, "-ProjectUri", ProjectUri, "-Destination", _home.CreateFolder("set"),
    ]);

    public ValueTask DisposeAsync()
    {
        _home.Dispose();
        return default;
    }

    private static byte[] ReadAll(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
