using System.Collections.ObjectModel;

namespace Memic;

/// <summary>A list of words, such as tags. Its text is one line, so that it survives a CSV file.</summary>
public sealed class MemicStringList : ReadOnlyCollection<string>
{
    private MemicStringList(string[] texts)
        : base(texts)
    {
    }

    internal static MemicStringList None { get; } = new([]);

    /// <summary>Returns the words, separated by commas; an empty string if there are none.</summary>
    public override string ToString() => DisplayText.Clean(string.Join(", ", this));

    internal static MemicStringList From(IEnumerable<string?>? texts) => texts is null ? None : new(texts.OfType<string>().ToArray());
}
