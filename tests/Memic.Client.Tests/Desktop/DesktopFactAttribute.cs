namespace Memic.Client.Tests;

/// <summary>A test that needs mono, or .NET Framework itself.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DesktopFactAttribute : FactAttribute
{
    /// <summary>Skips the test where it is missing.</summary>
    public DesktopFactAttribute() => Skip = DesktopProgram.CanRun ? null
        : "mono is not installed, or not with the assemblies of mono-devel: the client's half for .NET Framework is not run. On Debian and Ubuntu: apt-get install mono-devel.";
}
