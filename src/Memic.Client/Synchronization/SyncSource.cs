using System.Globalization;

namespace Memic;

/// <summary>The name of a collection of files that is kept in step with a folder.</summary>
internal static class SyncSource
{
    private const int MaximumLength = 100;

    private const string Forbidden = "/\\:*?\"<>|";

    /// <summary>Checks a name and returns it in the form in which names are compared.</summary>
    /// <exception cref="MemicException"><c>invalid_input</c>.</exception>
    public static string Validate(string name)
    {
        var source = SyncIdentity.Normalize(name);
        return source.Length is > 0 and <= MaximumLength && source.Trim().Trim('.') == source && !source.Any(c => Forbidden.IndexOf(c) >= 0 || IsInvisible(c))
            ? source
            : throw new MemicException(MemicErrorCodes.InvalidInput, $"The source '{name}' must be {SyncMessages.SourceLimits}.");
    }

    /// <summary>The folder's own name, as the file system spells it: the same however the path to it is written.</summary>
    /// <exception cref="MemicException"><c>invalid_input</c>: the folder has no name, or none that can name a source.</exception>
    public static string FromFolder(string path)
    {
        var folder = new DirectoryInfo(Path.GetFullPath(path));
        return folder.Parent is { } parent
            ? Validate(NameOnDisk(parent, folder.Name))
            : throw new MemicException(MemicErrorCodes.InvalidInput, SyncMessages.FolderHasNoName);
    }

    /// <summary>On a file system that does not tell case apart, the path may be spelled in another case than the folder.</summary>
    private static string NameOnDisk(DirectoryInfo parent, string name)
    {
        try
        {
            var names = parent.EnumerateDirectories().Select(folder => folder.Name).Where(other => other.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
            return names.Contains(name, StringComparer.Ordinal) ? name : names.FirstOrDefault() ?? name;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            // The folder above may be closed to this user, although the folder itself is not.
            return name;
        }
    }

    private static bool IsInvisible(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
