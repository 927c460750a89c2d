using System.Collections.ObjectModel;

namespace Memic;

/// <summary>A few words, such as tags. As text they stand in one line, so that they survive a CSV file.</summary>
public sealed class MemicStringList : ReadOnlyCollection<string>
{
    MemicStringList(string[] texts)
        : base(texts)
    {
    }

    internal static MemicStringList None { get; } = new([]);

    /// <summary>The words, separated by commas; nothing where there are none.</summary>
    public override string ToString() => string.Join(", ", this);

    internal static MemicStringList From(IEnumerable<string?>? texts) => texts is null ? None : new(texts.OfType<string>().ToArray());
}
