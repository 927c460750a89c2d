using System.Globalization;
using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Makes the columns and lines in which PowerShell shows a search response; Memic.Types.ps1xml names them.</summary>
public static class SearchResponseView
{
    /// <summary>Returns the query, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Query(PSObject item) => ViewText.Line(item, "Query");

    /// <summary>Returns the route, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Route(PSObject item) => ViewText.LineOf(ViewText.Value(ViewText.Value(item, "Routing"), "Route"));

    /// <summary>Returns the SQL, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Sql(PSObject item) => DisplayText.CleanLines(ViewText.Value(ViewText.Value(item, "Routing"), "Sql")?.ToString());

    /// <summary>Returns the hit count, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string HitCount(PSObject item) => ViewText.Items(item, "Hits").Count().ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns the row count, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string RowCount(PSObject item) => ViewText.Items(item, "Rows").Count().ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns the search time, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string SearchTime(PSObject item) => ViewText.Milliseconds(item, "SearchTime");
}
