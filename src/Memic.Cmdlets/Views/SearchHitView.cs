using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Makes the columns and lines in which PowerShell shows a hit; Memic.Types.ps1xml names them.</summary>
public static class SearchHitView
{
    // Enough to see whether it is what was looked for.
    private const int MaximumLines = 3;

    /// <summary>Returns the score, the file's name, or its id where it has none, and the page.</summary>
    /// <param name="item">The object.</param>
    public static string Title(PSObject item)
    {
        var page = ViewText.Line(item, "PageNumber");
        return $"{ViewText.Number(item, "Score", "0.00")}  {(FileName(item) is { Length: > 0 } name ? name : FileId(item))}{(page.Length == 0 ? string.Empty : ", page " + page)}";
    }

    /// <summary>Returns the beginning of the passage, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Excerpt(PSObject item) => ViewText.Paragraph(item, "Content", MaximumLines);

    /// <summary>Returns the file name, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string FileName(PSObject item) => ViewText.Line(item, "FileName");

    /// <summary>Returns the file's id, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string FileId(PSObject item) => ViewText.Line(item, "FileId");

    /// <summary>Returns the reference id, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string ReferenceId(PSObject item) => ViewText.Line(item, "ReferenceId");

    /// <summary>Returns the category, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Category(PSObject item) => ViewText.Line(item, "Category");

    /// <summary>Returns the document type, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string DocumentType(PSObject item) => ViewText.Line(item, "DocumentType");

    /// <summary>Returns the tags, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Tags(PSObject item) => ViewText.Line(item, "Tags");

    /// <summary>Returns the passage, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Passage(PSObject item) => ViewText.Passage(item, "Content");

    /// <summary>Returns the content, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Content(PSObject item) => ViewText.Lines(item, "Content");
}
