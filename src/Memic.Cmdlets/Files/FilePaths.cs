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
        path.IndexOfAny(['*', '?']) < 0 && Exists(paths.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _)) && provider.Name == FileSystem;

    private static string Literal(PathIntrinsics paths, string path)
    {
        var native = paths.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        Check(provider, path);
        return Exists(native)
            ? native
            : throw new MemicException(MemicErrorCodes.PathNotFound, $"{native} does not exist.");
    }

    private static IReadOnlyList<string> Wildcard(PathIntrinsics paths, string path)
    {
        var found = paths.GetResolvedProviderPathFromPSPath(path, out var provider);
        Check(provider, path);
        if (found.Count > 0 || path.IndexOfAny(['*', '?']) >= 0)
        {
            return [.. found];
        }

        // Only brackets, and nothing matches: it was meant as the name that it is.
        return [Literal(paths, path)];
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static void Check(ProviderInfo provider, string path)
    {
        if (provider.Name != FileSystem)
        {
            throw new MemicException(MemicErrorCodes.NotAFile, $"{path} is in the provider {provider.Name}: only files and folders of the file system can be sent.");
        }
    }
}
