using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Drawing = DocumentFormat.OpenXml.Drawing;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace Memic.Emulator;

internal static class OfficeText
{
    public static List<TextPage> ReadDocument(Stream stream)
    {
        using var document = WordprocessingDocument.Open(stream, isEditable: false);
        var paragraphs = document.MainDocumentPart?.Document?.Body?.Descendants<Word.Paragraph>() ?? [];
        return [new TextPage(null, string.Join('\n', paragraphs.Select(paragraph => paragraph.InnerText)))];
    }

    /// <summary>Reads each slide as a page.</summary>
    public static List<TextPage> ReadPresentation(Stream stream)
    {
        using var document = PresentationDocument.Open(stream, isEditable: false);
        return [.. (document.PresentationPart?.SlideParts ?? []).Select((slide, index) =>
            new TextPage(index + 1, string.Join('\n', slide.Slide?.Descendants<Drawing.Paragraph>().Select(paragraph => paragraph.InnerText) ?? [])))];
    }

    /// <summary>Reads each sheet as a page and each row as a line.</summary>
    public static List<TextPage> ReadWorkbook(Stream stream)
    {
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        var shared = document.WorkbookPart?.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>()
            .Select(item => item.InnerText).ToList() ?? [];
        return [.. (document.WorkbookPart?.WorksheetParts ?? []).Select((sheet, index) =>
            new TextPage(index + 1, string.Join('\n', sheet.Worksheet?.Descendants<Row>().Select(row => Line(row, shared)) ?? [])))];
    }

    private static string Line(Row row, List<string> shared) => string.Join('\t', row.Elements<Cell>().Select(cell =>
        cell.DataType?.Value == CellValues.SharedString && int.TryParse(cell.CellValue?.Text, out var index) && index < shared.Count
            ? shared[index]
            : cell.InnerText));
}
