using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Makes the columns and lines in which PowerShell shows a check of a connection; Memic.Types.ps1xml names them.</summary>
public static class ConnectionCheckView
{
    /// <summary>Returns the time, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Time(PSObject item) => ViewText.Milliseconds(item, "Duration");

    /// <summary>Returns the problem, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Problem(PSObject item) => ViewText.LineOf(ViewText.Value(ViewText.Value(item, "Error"), "Summary"));
}
