using System.Reflection;

namespace Memic.Cmdlets.Tests;

/// <summary>What the build knows and the tests need: where things are.</summary>
internal static class Settings
{
    private static readonly Dictionary<string, string> Metadata = typeof(Settings).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(attribute => attribute.Key, attribute => attribute.Value!, StringComparer.Ordinal);

    public static string RepositoryRoot => Metadata["RepositoryRoot"];

    public static string Pester => Metadata["Pester"];

    /// <summary>The PowerShell to test on: the restored one, or the one that MEMIC_TEST_POWERSHELL names.</summary>
    public static string PowerShell { get; } = Environment.GetEnvironmentVariable("MEMIC_TEST_POWERSHELL") is { Length: > 0 } named
        ? named
        : Metadata["PowerShellProgram"];

    public static string Emulator => Path.Combine(RepositoryRoot, "src", "Memic.Emulator", "bin", Metadata["Configuration"], "net10.0", "Memic.Emulator.dll");

    public static string PesterFolder => Path.Combine(RepositoryRoot, "tests", "Pester");

    /// <summary>The .NET host: starts the emulator, and a PowerShell that is given as a dll.</summary>
    public static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
}
