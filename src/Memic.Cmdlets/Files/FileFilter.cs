using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Which files of a list are wanted, and which of the exact words were met by none.</summary>
internal sealed class FileFilter
{
    private readonly (string Text, WildcardPattern Pattern)[] _names;
    private readonly (string Text, WildcardPattern Pattern)[]? _referenceIds;
    private readonly (string Text, WildcardPattern Pattern)[] _statuses;
    private readonly string[]? _states;
    private readonly Dictionary<string, (string Text, string Message)> _missing = new(StringComparer.Ordinal);

    public FileFilter(string[]? names, string[]? referenceIds, string[] statuses, string[]? states)
    {
        _names = Patterns(names ?? ["*"], WildcardOptions.IgnoreCase);
        _referenceIds = referenceIds is null ? null : Patterns(referenceIds, WildcardOptions.None);
        _statuses = Patterns(statuses, WildcardOptions.IgnoreCase);
        _states = states;
        Expect(names ?? [], "name or id");
        Expect(referenceIds ?? [], "reference id");
        Expect(statuses.Except(MemicFile.KnownStatuses, StringComparer.OrdinalIgnoreCase), "status");
    }

    /// <summary>Returns whether a file is wanted, and takes note of what it is called.</summary>
    public bool Matches(MemicFile file)
    {
        var isNamed = Meets(_names, "name or id", [file.Name ?? string.Empty, file.Id], StringComparison.OrdinalIgnoreCase);
        var isReferred = _referenceIds is null || (file.ReferenceId is { } id && Meets(_referenceIds, "reference id", [id], StringComparison.Ordinal));
        var hasStatus = Meets(_statuses, "status", [file.Status], StringComparison.OrdinalIgnoreCase);
        return isNamed && isReferred && hasStatus && (_states is null || _states.Contains(file.State.ToString(), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Gets the exact words that none of the files had, once all were seen.</summary>
    public IEnumerable<(string Text, string Message)> GetMisses() => _missing.Values;

    private void Expect(IEnumerable<string> texts, string kind)
    {
        foreach (var text in texts.Where(text => !WildcardPattern.ContainsWildcardCharacters(text)))
        {
            _missing[kind + text] = (text, $"No file has the {kind} '{text}'.");
        }
    }

    private bool Meets((string Text, WildcardPattern Pattern)[] wanted, string kind, string[] values, StringComparison comparison)
    {
        var isMet = false;
        foreach (var (text, pattern) in wanted)
        {
            if (pattern.IsMatch(values[0]) || values.Any(value => value.Equals(text, comparison)))
            {
                isMet = true;
                _missing.Remove(kind + text);
            }
        }

        return isMet;
    }

    private static (string Text, WildcardPattern Pattern)[] Patterns(string[] texts, WildcardOptions options) => [.. texts.Select(text => (text, new WildcardPattern(text, options)))];
}
