namespace Memic.Emulator;

internal static class TextChunker
{
    private const int TargetLength = 800;

    public static IReadOnlyList<Chunk> Split(IEnumerable<TextPage> pages)
    {
        var chunks = new List<Chunk>();
        foreach (var page in pages)
        {
            var rest = page.Text.AsSpan().Trim();
            while (!rest.IsEmpty)
            {
                var length = FindEnd(rest);
                chunks.Add(new Chunk(chunks.Count, page.Number, rest[..length].TrimEnd().ToString()));
                rest = rest[length..].TrimStart();
            }
        }

        return chunks;
    }

    private static int FindEnd(ReadOnlySpan<char> text)
    {
        if (text.Length <= TargetLength)
        {
            return text.Length;
        }

        var window = text[..TargetLength];
        var paragraph = window.LastIndexOf("\n\n");
        var space = window.LastIndexOfAny(" \t\r\n");
        return paragraph > TargetLength / 2 ? paragraph : space > 0 ? space : TargetLength;
    }
}

/// <summary>A searchable passage of the text of a file.</summary>
internal sealed class Chunk(int index, int? page, string content)
{
    private Dictionary<string, int>? _words;

    public int Index { get; } = index;

    public int? Page { get; } = page;

    public string Content { get; } = content;

    /// <summary>Gets the number of occurrences of each word. They are counted by the first search: most files of a test are never searched.</summary>
    public IReadOnlyDictionary<string, int> Words => _words ??= Tokenizer.GetWords(Content).CountBy(word => word).ToDictionary();
}
