using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Makes the columns and lines in which PowerShell shows a prompt; Memic.Types.ps1xml names them.</summary>
public static class PromptView
{
    /// <summary>Returns the name, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Name(PSObject item) => ViewText.Line(item, "Name");

    /// <summary>Returns the variables, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Variables(PSObject item) => ViewText.Line(item, "Variables");

    /// <summary>Returns the body, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Body(PSObject item) => ViewText.Passage(item, "Body");
}
