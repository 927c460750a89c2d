namespace Memic;

/// <summary>A file that must be found: by its reference id, its name or its id. The first two may be wildcards.</summary>
internal sealed class FileExpectation
{
    private static readonly char[] WildcardCharacters = ['*', '?', '[', '`'];

    private readonly Wildcard? _wildcard;

    public FileExpectation(FileExpectationKind kind, string text)
    {
        (Kind, Text) = (kind, text);
        _wildcard = kind == FileExpectationKind.Id || text.IndexOfAny(WildcardCharacters) < 0 ? null : Parse(text, kind);
    }

    public FileExpectationKind Kind { get; }

    public string Text { get; }

    public bool IsMetBy(RankedFile file) => IsMetBy(file.FileId, file.FileName, file.ReferenceId);

    // Names and ids in any case, reference ids in their own: as Get-MemicFile compares them.
    public bool IsMetBy(string? id, string? name, string? referenceId) => Kind switch
    {
        FileExpectationKind.ReferenceId => IsMet(referenceId, StringComparison.Ordinal),
        FileExpectationKind.Name => IsMet(name, StringComparison.OrdinalIgnoreCase),
        _ => IsMet(id, StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>Names it in a sentence.</summary>
    public override string ToString() => Kind switch
    {
        FileExpectationKind.ReferenceId => $"the reference id '{Text}'",
        FileExpectationKind.Name => $"the name '{Text}'",
        _ => $"the id '{Text}'",
    };

    private bool IsMet(string? value, StringComparison comparison) => value is not null && (value.Equals(Text, comparison) || _wildcard?.IsMatch(value) == true);

    /// <summary>A bracket that is never closed makes no pattern: such a name is meant as it is.</summary>
    private static Wildcard? Parse(string text, FileExpectationKind kind)
    {
        try
        {
            return new Wildcard(text, isPath: false, ignoreCase: kind == FileExpectationKind.Name);
        }
        catch (MemicException)
        {
            return null;
        }
    }
}
