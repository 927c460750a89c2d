using System.Net;
using System.Text.RegularExpressions;

namespace Memic.Emulator;

/// <summary>Finds the text in a file, by its extension.</summary>
internal static partial class TextReading
{
    public static FileText Read(StoredFile file)
    {
        if (file.Name.Contains("unreadable", StringComparison.OrdinalIgnoreCase))
        {
            return new FileText([], "The document cannot be read");
        }

        // Of a large upload only the beginning is kept in memory: enough for plain text, useless for a container.
        if (file.Content is not { } content || (!content.IsComplete && !FileTypes.IsText(file.Name)))
        {
            return new FileText([]);
        }

        try
        {
            using var stream = content.Open();
            return new FileText(Chunking.Split(PagesOf(file.Name, stream)));
        }
        // Parsers of foreign formats fail in any way they like; here each of them means the same.
        catch (Exception error)
        {
            return new FileText([], $"The document cannot be read ({error.GetType().Name})");
        }
    }

    private static List<TextPage> PagesOf(string name, Stream stream) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".TXT" or ".MD" => [new TextPage(null, new StreamReader(stream).ReadToEnd())],
        ".HTML" => [new TextPage(null, Strip(new StreamReader(stream).ReadToEnd()))],
        ".PDF" => PdfText.Read(stream),
        ".DOCX" => OfficeText.ReadDocument(stream),
        ".PPTX" => OfficeText.ReadPresentation(stream),
        ".XLSX" => OfficeText.ReadWorkbook(stream),
        _ => [],
    };

    private static string Strip(string html) => WebUtility.HtmlDecode(Markup().Replace(html, " "));

    [GeneratedRegex("<(script|style)\\b.*?</\\1\\s*>|<!--.*?-->|<[^>]*>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Markup();
}
