using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Turns PowerShell paths into paths of the file system, on the pipeline thread: drives, wildcards and the location are PowerShell's.</summary>
internal static class FilePaths
{
    private const string FileSystem = "FileSystem";

    /// <exception cref="MemicException"><c>path_not_found</c>, or <c>not_a_file</c> for a path of another provider.</exception>
    public static IReadOnlyList<string> Resolve(PathIntrinsics paths, string path, bool isLiteral)
    {
        try
        {
            return isLiteral || !IsPattern(path) || IsNameWithBrackets(paths, path) ? [Literal(paths, path)] : Wildcard(paths, path);
        }
        catch (Exception e) when (e is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or NotSupportedException)
        {
            throw new MemicException(MemicErrorCodes.PathNotFound, e.Message, e);
        }
    }

    /// <summary>As <see cref="Resolve"/>, for folders: a pattern finds folders only, and one that finds none is an error.</summary>
    /// <exception cref="MemicException"><c>path_not_found</c>, or <c>not_a_file</c> for a path of another provider.</exception>
    public static IReadOnlyList<string> ResolveFolders(PathIntrinsics paths, string path, bool isLiteral)
    {
        var found = Resolve(paths, path, isLiteral);
        var folders = found.Where(Directory.Exists).ToArray();
        return folders.Length > 0 ? folders
            : found.Count == 1 ? found
            : throw new MemicException(MemicErrorCodes.PathNotFound, $"No folder matches {path}.");
    }

    /// <summary>Whether it is a pattern. A bracket that is never closed makes none: such a name is meant as it is.</summary>
    private static bool IsPattern(string path)
    {
        try
        {
            new WildcardPattern(path).IsMatch(string.Empty);
            return WildcardPattern.ContainsWildcardCharacters(path);
        }
        catch (WildcardPatternException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether a file has exactly this name, with nothing but brackets in it that could make a pattern. Then it is meant:
    /// a table that names "[a].pdf" must never send "a.pdf".
    /// </summary>
    private static bool IsNameWithBrackets(PathIntrinsics paths, string path) =>
        path.IndexOfAny(['*', '?']) < 0 && Exists(Native(paths, path, out var provider)) && provider == FileSystem;

    private static string Literal(PathIntrinsics paths, string path)
    {
        var native = Native(paths, path, out var provider);
        Check(provider, path);
        return Exists(native)
            ? native
            : throw new MemicException(MemicErrorCodes.PathNotFound, $"{native} does not exist.");
    }

    private static IReadOnlyList<string> Wildcard(PathIntrinsics paths, string path)
    {
        var found = paths.GetResolvedProviderPathFromPSPath(path, out var provider);
        Check(provider.Name, path);
        if (found.Count > 0 || path.IndexOfAny(['*', '?']) >= 0)
        {
            return [.. found];
        }

        // Only brackets, and nothing matches: it was meant as the name that it is.
        return [Literal(paths, path)];
    }

    private static string Native(PathIntrinsics paths, string path, out string provider)
    {
        if (IsNative(path))
        {
            provider = FileSystem;
            return path;
        }

        var native = paths.GetUnresolvedProviderPathFromPSPath(path, out var info, out _);
        provider = info.Name;
        return native;
    }

    /// <summary>
    /// Whether PowerShell would leave a path from the root as it is, and need not be asked: to find its drive, it reads all that is
    /// mounted, once more for each file. That takes half as long as a request to the same machine, and longer where much is mounted.
    /// </summary>
    private static bool IsNative(string path) =>
        path.StartsWith("/", StringComparison.Ordinal) && Path.DirectorySeparatorChar == '/' && path.IndexOf('\\') < 0 && path.IndexOf('\0') < 0 && Path.GetFullPath(path) == path;

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static void Check(string provider, string path)
    {
        if (provider != FileSystem)
        {
            throw new MemicException(MemicErrorCodes.NotAFile, $"{path} is in the provider {provider}: only files and folders of the file system can be sent.");
        }
    }
}
