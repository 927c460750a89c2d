namespace Memic.Emulator;

internal static class Chunking
{
    private const int Target = 800;

    public static IReadOnlyList<Chunk> Split(IEnumerable<TextPage> pages)
    {
        var chunks = new List<Chunk>();
        foreach (var page in pages)
        {
            var rest = page.Text.AsSpan().Trim();
            while (!rest.IsEmpty)
            {
                var length = EndOfChunk(rest);
                chunks.Add(new Chunk(chunks.Count, page.Number, rest[..length].TrimEnd().ToString()));
                rest = rest[length..].TrimStart();
            }
        }

        return chunks;
    }

    private static int EndOfChunk(ReadOnlySpan<char> text)
    {
        if (text.Length <= Target)
        {
            return text.Length;
        }

        var window = text[..Target];
        var paragraph = window.LastIndexOf("\n\n");
        var space = window.LastIndexOfAny(" \t\r\n");
        return paragraph > Target / 2 ? paragraph : space > 0 ? space : Target;
    }
}
