using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Makes the lines in which PowerShell shows how a query was routed, and the columns of its rows; Memic.Types.ps1xml names them.</summary>
public static class SearchRoutingView
{
    /// <summary>Returns the route, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Route(PSObject item) => ViewText.Line(item, "Route");

    /// <summary>Returns the reason, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Reasoning(PSObject item) => ViewText.Line(item, "Reasoning");

    /// <summary>Returns the connector's id, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string ConnectorId(PSObject item) => ViewText.Line(item, "ConnectorId");

    /// <summary>Returns the connector's name, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string ConnectorName(PSObject item) => ViewText.Line(item, "ConnectorName");

    /// <summary>Returns the SQL, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Sql(PSObject item) => ViewText.Lines(item, "Sql");

    /// <summary>Returns the explanation of the SQL, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string SqlExplanation(PSObject item) => ViewText.Lines(item, "SqlExplanation");

    /// <summary>Returns the name of a column, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Name(PSObject item) => ViewText.Line(item, "Name");

    /// <summary>Returns the type of a column, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Type(PSObject item) => ViewText.Line(item, "Type");

    /// <summary>Returns the description of a column, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Description(PSObject item) => ViewText.Line(item, "Description");
}
