using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Makes the columns and lines in which PowerShell shows a context; Memic.Types.ps1xml names them.</summary>
public static class ContextView
{
    /// <summary>Returns the organization, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Organization(PSObject item) => Named(item, "OrganizationName", "OrganizationId");

    /// <summary>Returns the project, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Project(PSObject item) => Named(item, "ProjectName", "ProjectId");

    /// <summary>Returns the environment, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Environment(PSObject item) => Named(item, "EnvironmentSlug", "EnvironmentId");

    private static string Named(PSObject item, string name, string id) => $"{ViewText.Line(item, name)} ({ViewText.Line(item, id)})";
}
