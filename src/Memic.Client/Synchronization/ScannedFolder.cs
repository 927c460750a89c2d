namespace Memic;

/// <summary>A folder on the way down, with the rules that hold in it.</summary>
internal sealed class ScannedFolder(string fullPath, string path, ScannedFolder? parent)
{
    private IgnoreRules? _rules;

    public string FullPath => fullPath;

    /// <summary>The path below the folder that is scanned; empty for that folder.</summary>
    public string Path => path;

    public string PathOf(string name) => path.Length == 0 ? name : path + "/" + name;

    /// <summary>Reads the names of what is in the folder, in order, and its rules if it has any.</summary>
    public FileSystemInfo[] Read()
    {
        var children = new DirectoryInfo(fullPath).EnumerateFileSystemInfos().ToArray();
        Array.Sort(children, (left, right) => string.CompareOrdinal(left.Name, right.Name));
        if (children.Any(child => child.Name == IgnoreRules.FileName))
        {
            _rules = IgnoreRules.Parse(File.ReadAllText(System.IO.Path.Combine(fullPath, IgnoreRules.FileName)));
        }

        return children;
    }

    /// <summary>Whether the rules here or above ignore something in this folder: the nearest that speak of it decide.</summary>
    public bool Ignores(string name, bool isFolder)
    {
        var below = name;
        for (var folder = this; folder is not null; folder = folder.Parent)
        {
            if (folder._rules?.IsIgnored(below, isFolder) is { } isIgnored)
            {
                return isIgnored;
            }

            below = folder.Name + "/" + below;
        }

        return false;
    }

    private ScannedFolder? Parent => parent;

    private string Name => path.Substring(path.LastIndexOf('/') + 1);
}
