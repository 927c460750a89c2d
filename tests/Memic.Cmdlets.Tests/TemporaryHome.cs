using System.Collections;
using System.Diagnostics;

namespace Memic.Cmdlets.Tests;

/// <summary>A home for one process: no profile, no modules, no settings and no temporary files but its own, and nothing of it stays.</summary>
internal sealed class TemporaryHome : IDisposable
{
    private static readonly string[] FolderVariables =
        ["HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "TEMP", "TMP", "TMPDIR"];

    /// <summary>Whatever the user has set of these must not decide a test.</summary>
    private static readonly string[] Cleared = ["PSModulePath", "NO_COLOR", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "PSExecutionPolicyPreference"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("memic-test-");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Makes the process live here.</summary>
    public void Furnish(ProcessStartInfo start)
    {
        foreach (string name in start.Environment.Keys.ToList())
        {
            if (name.StartsWith("MEMIC_", StringComparison.OrdinalIgnoreCase) || Cleared.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                start.Environment.Remove(name);
            }
        }

        foreach (var name in FolderVariables)
        {
            start.Environment[name] = Directory.CreateDirectory(PathOf(name)).FullName;
        }

        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
