namespace Memic;

/// <summary>
/// Which files take part, by patterns. One without a separator is for the names of files, as in <c>Get-ChildItem</c>; one with a
/// separator is for the path below the folder, of the file or of a folder that it is in.
/// </summary>
internal sealed class SyncFilter
{
    private readonly Rule[] _include;
    private readonly Rule[] _exclude;

    /// <exception cref="MemicException"><c>invalid_input</c>: a pattern is empty, or none.</exception>
    public SyncFilter(IEnumerable<string>? include = null, IEnumerable<string>? exclude = null)
    {
        _include = (include ?? []).Select(pattern => new Rule(pattern)).ToArray();
        _exclude = (exclude ?? []).Select(pattern => new Rule(pattern)).ToArray();
    }

    /// <summary>Whether a file takes part.</summary>
    /// <param name="path">The path below the folder, with <c>/</c>.</param>
    public bool Includes(string path) =>
        (_include.Length == 0 || _include.Any(rule => rule.IsMatch(path))) && !_exclude.Any(rule => rule.IsMatch(path));

    /// <summary>Whether nothing in a folder takes part, so that it need not be read.</summary>
    public bool ExcludesFolder(string path) => _exclude.Any(rule => rule.IsPath && rule.IsMatch(path));

    /// <summary>Whether a pattern asks for the file's type by its extension, such as <c>*.doc</c>.</summary>
    public bool NamesType(string path) =>
        Path.GetExtension(path) is { Length: > 1 } extension && _include.Any(rule => rule.Pattern.EndsWith(extension, StringComparison.OrdinalIgnoreCase) && rule.IsMatch(path));

    private sealed class Rule
    {
        private readonly Wildcard _wildcard;

        public Rule(string pattern)
        {
            Pattern = SyncIdentity.Normalize(pattern).Replace('\\', '/');
            Pattern = Pattern.StartsWith("./", StringComparison.Ordinal) ? Pattern.Substring(1) : Pattern;
            IsPath = Pattern.IndexOf('/') >= 0;
            Pattern = Pattern.Trim('/');
            _wildcard = Pattern.Length > 0 ? new Wildcard(Pattern) : throw new MemicException(MemicErrorCodes.InvalidInput, SyncMessages.PatternEmpty);
        }

        public string Pattern { get; }

        public bool IsPath { get; }

        public bool IsMatch(string path)
        {
            if (!IsPath)
            {
                return _wildcard.IsMatch(path.Substring(path.LastIndexOf('/') + 1));
            }

            for (var end = path.IndexOf('/'); end >= 0; end = path.IndexOf('/', end + 1))
            {
                if (_wildcard.IsMatch(path.Substring(0, end)))
                {
                    return true;
                }
            }

            return _wildcard.IsMatch(path);
        }
    }
}
