using System.Runtime.CompilerServices;

namespace Memic.Client.Tests;

/// <summary>Keeps what connections with a real clock share with other processes out of the home of whoever runs the tests.</summary>
internal static class OwnDataFolder
{
    [ModuleInitializer]
    internal static void Use()
    {
        // Beside the tests, and emptied when they begin: their process may be ended before it can clean up.
        var folder = Path.Combine(AppContext.BaseDirectory, "data");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Environment.SetEnvironmentVariable("XDG_DATA_HOME", Directory.CreateDirectory(folder).FullName);
    }
}
