using Memic.Demo;

namespace Memic.Cmdlets.Tests;

/// <summary>Where the things are that are tested, and on which PowerShell.</summary>
internal static class TestSettings
{
    /// <summary>The restored PowerShell, or the one that MEMIC_TEST_POWERSHELL names: pwsh, powershell.exe or pwsh.dll.</summary>
    public static string PowerShell { get; } = Environment.GetEnvironmentVariable("MEMIC_TEST_POWERSHELL") is { Length: > 0 } named
        ? named
        : PowerShellProcess.Restored;

    /// <summary>The manifest of the module: what was built, or what MEMIC_TEST_MODULE names, such as what a package was unpacked to.</summary>
    public static string Module { get; } = Environment.GetEnvironmentVariable("MEMIC_TEST_MODULE") is { Length: > 0 } named
        ? Path.GetFullPath(named, BuildSettings.RepositoryRoot)
        : Path.Combine(BuildSettings.RepositoryRoot, "Memic.psd1");

    /// <summary>The manifest of the restored Pester.</summary>
    public static string Pester { get; } = Read("Pester");

    /// <summary>Debug or Release.</summary>
    public static string Configuration { get; } = Read("Configuration");

    /// <summary>The emulator of the same build.</summary>
    public static string Emulator { get; } =
        Path.Combine(BuildSettings.RepositoryRoot, "src", "Memic.Emulator", "bin", Configuration, "net10.0", "Memic.Emulator.dll");

    /// <summary>The assembly of the cmdlets in the module that was built.</summary>
    public static string CmdletsAssembly { get; } = Path.Combine(Path.GetDirectoryName(Module)!, "bin", "Memic.Cmdlets.dll");

    /// <summary>The program that uses the module's half for .NET Framework.</summary>
    public static string DesktopProgram { get; } = Read("DesktopProgram");

    public static string PesterFolder { get; } = Path.Combine(BuildSettings.RepositoryRoot, "tests", "Pester");

    private static string Read(string key) => BuildSettings.Read(typeof(TestSettings).Assembly, key);
}
