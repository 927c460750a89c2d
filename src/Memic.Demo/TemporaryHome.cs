using System.Diagnostics;

namespace Memic.Demo;

/// <summary>A home for one process, removed with all that is in it: no profile, modules, settings or history of the user is read or written.</summary>
internal sealed class TemporaryHome : IDisposable
{
    private static readonly string[] FolderVariables =
        ["HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"];

    private static readonly string[] TemporaryVariables = ["TEMP", "TMP", "TMPDIR"];

    /// <summary>What a user may have set of these must not decide what happens.</summary>
    private static readonly string[] Cleared = ["PSModulePath", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"];

    public TemporaryHome()
    {
        // PowerShell opens a socket in its folder for temporary files, and macOS allows 104 bytes for the path.
        var parent = OperatingSystem.IsMacOS() ? "/tmp" : Path.GetTempPath();
        Root = Path.Combine(parent, "memic-" + Path.GetRandomFileName());
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Root);
        }
        else
        {
            Directory.CreateDirectory(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The folder that all of it is in.</summary>
    public string Root { get; }

    public string CreateFolder(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    /// <summary>Makes a process live here, with no environment variable of Memic or of a proxy.</summary>
    public void ApplyTo(ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.ToList())
        {
            if (name.StartsWith("MEMIC_", StringComparison.OrdinalIgnoreCase) || Cleared.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                start.Environment.Remove(name);
            }
        }

        foreach (var name in FolderVariables)
        {
            start.Environment[name] = CreateFolder(name.StartsWith("XDG_", StringComparison.Ordinal) ? name : "home");
        }

        foreach (var name in TemporaryVariables)
        {
            start.Environment[name] = CreateFolder("tmp");
        }

        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
