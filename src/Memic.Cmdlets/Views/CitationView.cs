using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Makes the columns and lines in which PowerShell shows a citation; Memic.Types.ps1xml names them.</summary>
public static class CitationView
{
    /// <summary>Returns the file's name, safe to show; its id where it has no name.</summary>
    /// <param name="item">The object.</param>
    public static string FileName(PSObject item) => ViewText.Line(item, "FileName") is { Length: > 0 } name ? name : ViewText.Line(item, "FileId");

    /// <summary>Returns the passage, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Passage(PSObject item) => ViewText.Passage(item, "Passage");
}
