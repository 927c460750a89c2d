using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace Memic.Emulator;

internal static class PdfText
{
    public static List<TextPage> Read(Stream stream)
    {
        using var document = PdfDocument.Open(stream);
        return [.. document.GetPages().Select(page => new TextPage(page.Number, ContentOrderTextExtractor.GetText(page)))];
    }
}
