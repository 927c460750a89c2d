using System.Globalization;
using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Makes the columns and lines in which PowerShell shows a rate limit; Memic.Types.ps1xml names them.</summary>
public static class RateLimitView
{
    /// <summary>Returns the limit, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Limit(PSObject item) => ViewText.Base(item, "Limit") is int limit and > 0 ? limit.ToString(CultureInfo.InvariantCulture) : "none";

    /// <summary>Returns the next free, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string NextFree(PSObject item) => ViewText.Base(item, "NextFree") is TimeSpan { Ticks: > 0 } span ? string.Format(CultureInfo.InvariantCulture, "{0:0.0} s", span.TotalSeconds) : "now";
}
