using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Makes the columns and lines in which PowerShell shows a project; Memic.Types.ps1xml names them.</summary>
public static class ProjectView
{
    /// <summary>Returns the name, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Name(PSObject item) => ViewText.Line(item, "Name");

    /// <summary>Returns the id, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Id(PSObject item) => ViewText.Line(item, "Id");
}
