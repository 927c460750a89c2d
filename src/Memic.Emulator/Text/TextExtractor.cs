using System.Net;
using System.Text.RegularExpressions;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace Memic.Emulator;

/// <summary>Extracts the text of a file by its extension.</summary>
internal static partial class TextExtractor
{
    public static ExtractedText Extract(StoredFile file)
    {
        if (file.Name.Contains("unreadable", StringComparison.OrdinalIgnoreCase))
        {
            return new ExtractedText([], "The document cannot be read");
        }

        // Only the beginning of a large upload is kept in memory, which is enough for plain text but not for a container format.
        if (file.Content is not { } content || (!content.IsComplete && !FileTypes.IsText(file.Name)))
        {
            return new ExtractedText([]);
        }

        try
        {
            using var stream = content.Open();
            return new ExtractedText(TextChunker.Split(ReadPages(file.Name, stream)));
        }
        // The parsers throw many types of exceptions, and each means that the document cannot be read.
        catch (Exception error)
        {
            return new ExtractedText([], $"The document cannot be read ({error.GetType().Name})");
        }
    }

    private static List<TextPage> ReadPages(string name, Stream stream) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".TXT" or ".MD" => [new TextPage(null, new StreamReader(stream).ReadToEnd())],
        ".HTML" => [new TextPage(null, StripMarkup(new StreamReader(stream).ReadToEnd()))],
        ".PDF" => ReadPdf(stream),
        ".DOCX" => OfficeText.ReadDocument(stream),
        ".PPTX" => OfficeText.ReadPresentation(stream),
        ".XLSX" => OfficeText.ReadWorkbook(stream),
        _ => [],
    };

    private static List<TextPage> ReadPdf(Stream stream)
    {
        using var document = PdfDocument.Open(stream);
        return [.. document.GetPages().Select(page => new TextPage(page.Number, ContentOrderTextExtractor.GetText(page)))];
    }

    private static string StripMarkup(string html) => WebUtility.HtmlDecode(MarkupPattern().Replace(html, " "));

    [GeneratedRegex("<(script|style)\\b.*?</\\1\\s*>|<!--.*?-->|<[^>]*>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex MarkupPattern();
}

/// <summary>The result of an extraction: the chunks of the text, or a reason why there are none.</summary>
internal sealed record ExtractedText(IReadOnlyList<Chunk> Chunks, string? Failure = null);

/// <summary>A page of a document. The number is null for formats without pages.</summary>
internal sealed record TextPage(int? Number, string Text);
