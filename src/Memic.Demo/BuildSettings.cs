using System.Reflection;

namespace Memic.Demo;

/// <summary>What the build knows of where things are.</summary>
internal static class BuildSettings
{
    /// <summary>The root of the clone that this was built in.</summary>
    public static string RepositoryRoot => Read(typeof(BuildSettings).Assembly, "RepositoryRoot");

    /// <summary>The dll of the restored PowerShell.</summary>
    public static string PowerShell => Read(typeof(BuildSettings).Assembly, "PowerShell");

    /// <summary>A value that the build left in an assembly.</summary>
    public static string Read(Assembly assembly, string key) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
