using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Makes the columns and lines in which PowerShell shows the result of a search test; Memic.Types.ps1xml names them.</summary>
public static class SearchTestView
{
    /// <summary>Returns the question, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Query(PSObject item) => ViewText.Passage(item, "Query");

    /// <summary>Returns whether the test passed, in colour, so that failures are seen first in the order of the questions.</summary>
    /// <param name="item">The object.</param>
    public static string Passed(PSObject item)
    {
        var passed = ViewText.Line(item, "Passed");
        return ViewText.Base(item, "Passed") is true ? ShownColour.Green(passed) : ShownColour.Red(passed);
    }

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
