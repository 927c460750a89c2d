namespace Memic.Emulator;

/// <summary>A searchable piece of a file's text.</summary>
internal sealed class Chunk(int index, int? page, string content)
{
    public int Index { get; } = index;

    public int? Page { get; } = page;

    public string Content { get; } = content;

    /// <summary>How often each word occurs.</summary>
    public IReadOnlyDictionary<string, int> Words { get; } =
        Vocabulary.WordsOf(content).CountBy(word => word).ToDictionary();
}
