using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Makes the columns and lines in which PowerShell shows a citation; Memic.Types.ps1xml names them.</summary>
public static class CitationView
{
    /// <summary>Returns the file, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string File(PSObject item) => DisplayText.Clean(item.ToString());

    /// <summary>Returns the passage, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Passage(PSObject item) => ViewText.Passage(item, "Passage");
}
