using System.Globalization;
using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Makes the lines in which PowerShell shows the comparison of two runs of search tests; Memic.Types.ps1xml names them.</summary>
public static class SearchComparisonView
{
    /// <summary>Returns the questions that were lost, safe to show and in colour.</summary>
    /// <param name="item">The object.</param>
    public static string Lost(PSObject item) => ViewText.Items(item, "Lost").Any() ? ShownColour.Red(Changes(item, "Lost")) : Changes(item, "Lost");

    /// <summary>Returns the questions that were won, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Won(PSObject item) => Changes(item, "Won");

    /// <summary>Returns the questions that moved, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Moved(PSObject item) => Changes(item, "Moved");

    /// <summary>Returns the recall, by which the runs differ, and its two values.</summary>
    /// <param name="item">The object.</param>
    public static string RecallDifference(PSObject item) => Difference(item, "Recall", "0.00##");

    /// <summary>Returns the mean reciprocal rank, by which the runs differ, and its two values.</summary>
    /// <param name="item">The object.</param>
    public static string MeanReciprocalRankDifference(PSObject item) => Difference(item, "MeanReciprocalRank", "0.00##");

    /// <summary>Returns the normalized discounted cumulative gain, by which the runs differ, and its two values.</summary>
    /// <param name="item">The object.</param>
    public static string NdcgDifference(PSObject item) => Difference(item, "Ndcg", "0.00##");

    /// <summary>Returns the median search time, by which the runs differ, and its two values.</summary>
    /// <param name="item">The object.</param>
    public static string MedianSearchTimeMsDifference(PSObject item) => Difference(item, "MedianSearchTimeMs", "0.##");

    /// <summary>Returns the question of a change, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Query(PSObject item) => ViewText.Passage(item, "Query");

    /// <summary>Returns what is missing now, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Missing(PSObject item) => ViewText.Line(item, "Missing");

    private static string Changes(PSObject item, string property)
    {
        // A change that came out of a file has lost its text, but not its properties.
        var lines = ViewText.Items(item, property).Select(change => PSObject.AsPSObject(change)).Select(change => $"\n{Query(change)} ({Rank(change, "ReferenceRank")} -> {Rank(change, "Rank")})").ToArray();
        return lines.Length.ToString(CultureInfo.InvariantCulture) + string.Concat(lines);
    }

    private static string Difference(PSObject item, string property, string format)
    {
        var (before, now) = (ViewText.Number(ViewText.Value(item, "ReferenceSummary"), property, format), ViewText.Number(ViewText.Value(item, "Summary"), property, format));
        var difference = ViewText.Number(item, property + "Difference", $"+{format};-{format};0");
        return difference.Length == 0 ? string.Empty : $"{difference} ({before} -> {now})";
    }

    private static string Rank(PSObject item, string property) => ViewText.Line(item, property) is { Length: > 0 } rank ? rank : "none";
}
