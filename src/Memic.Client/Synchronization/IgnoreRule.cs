using System.Text.RegularExpressions;

namespace Memic;

/// <summary>One line of a <c>.memicignore</c>.</summary>
internal sealed class IgnoreRule
{
    private readonly Regex _regex;
    private readonly bool _isForFolders;
    private readonly bool _isForNames;

    private IgnoreRule(Regex regex, bool isNegated, bool isForFolders, bool isForNames) =>
        (_regex, IsNegated, _isForFolders, _isForNames) = (regex, isNegated, isForFolders, isForNames);

    /// <summary>Whether it takes back what an earlier rule ignores.</summary>
    public bool IsNegated { get; }

    /// <summary>Reads a line; <see langword="null"/> for a comment, an empty line and a pattern that can match nothing.</summary>
    public static IgnoreRule? Parse(string line)
    {
        if (line.StartsWith("#", StringComparison.Ordinal))
        {
            return null;
        }

        var pattern = TrimSpaces(line);
        var isNegated = pattern.StartsWith("!", StringComparison.Ordinal);
        pattern = isNegated ? pattern.Substring(1) : pattern;
        var isForFolders = pattern.EndsWith("/", StringComparison.Ordinal);
        pattern = isForFolders ? pattern.Substring(0, pattern.Length - 1) : pattern;

        // A separator anywhere but at the end ties the pattern to the folder of the file that it stands in.
        var isForNames = pattern.IndexOf('/') < 0;
        pattern = pattern.StartsWith("/", StringComparison.Ordinal) ? pattern.Substring(1) : pattern;
        return pattern.Length > 0 && IgnorePattern.TryTranslate(pattern) is { } regex
            ? new IgnoreRule(new Regex(regex, RegexOptions.CultureInvariant | RegexOptions.Singleline), isNegated, isForFolders, isForNames)
            : null;
    }

    public bool IsMatch(string path, bool isFolder) =>
        (isFolder || !_isForFolders) && _regex.IsMatch(_isForNames ? path.Substring(path.LastIndexOf('/') + 1) : path);

    /// <summary>Spaces at the end do not count, unless a backslash stands before them.</summary>
    private static string TrimSpaces(string line)
    {
        var end = line.TrimEnd(' ').Length;
        var backslashes = end - line.Substring(0, end).TrimEnd('\\').Length;
        return line.Substring(0, end < line.Length && backslashes % 2 == 1 ? end + 1 : end);
    }
}
