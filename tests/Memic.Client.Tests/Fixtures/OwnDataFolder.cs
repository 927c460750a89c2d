using System.Runtime.CompilerServices;

namespace Memic.Client.Tests;

/// <summary>Keeps what connections with a real clock share with other processes out of the home of whoever runs the tests.</summary>
internal static class OwnDataFolder
{
    [ModuleInitializer]
    internal static void Use()
    {
        var folder = Directory.CreateTempSubdirectory("memic-tests-").FullName;
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
    }
}
