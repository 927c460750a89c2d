using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Makes the columns and lines in which PowerShell shows the result of a search test; Memic.Types.ps1xml names them.</summary>
public static class SearchTestView
{
    /// <summary>Returns the question, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Query(PSObject item) => ViewText.Passage(item, "Query");

    /// <summary>Returns what was found, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Found(PSObject item) => ViewText.Line(item, "Found");

    /// <summary>Returns what is missing, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Missing(PSObject item) => ViewText.Line(item, "Missing");

    /// <summary>Returns the file that came first, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string TopHit(PSObject item) => ViewText.Line(item, "TopHit");
}
