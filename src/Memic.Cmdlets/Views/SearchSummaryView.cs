using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Makes the lines in which PowerShell shows the summary of search tests; Memic.Types.ps1xml names them.</summary>
public static class SearchSummaryView
{
    /// <summary>Returns the questions that failed, one a line, safe to show and in colour.</summary>
    /// <param name="item">The object.</param>
    public static string FailedQueries(PSObject item)
    {
        var lines = string.Join("\n", ViewText.Items(item, "FailedQueries").Select(ViewText.LineOf));
        return lines.Length == 0 ? lines : ShownColour.Red(lines);
    }

    /// <summary>Returns the recall.</summary>
    /// <param name="item">The object.</param>
    public static string Recall(PSObject item) => ViewText.Number(item, "Recall", "0.00##");

    /// <summary>Returns the mean reciprocal rank.</summary>
    /// <param name="item">The object.</param>
    public static string MeanReciprocalRank(PSObject item) => ViewText.Number(item, "MeanReciprocalRank", "0.00##");

    /// <summary>Returns the normalized discounted cumulative gain.</summary>
    /// <param name="item">The object.</param>
    public static string Ndcg(PSObject item) => ViewText.Number(item, "Ndcg", "0.00##");

    /// <summary>Returns the median of the search times.</summary>
    /// <param name="item">The object.</param>
    public static string MedianSearchTimeMs(PSObject item) => ViewText.Number(item, "MedianSearchTimeMs", "0.##");

    /// <summary>Returns the 95th percentile of the search times.</summary>
    /// <param name="item">The object.</param>
    public static string P95SearchTimeMs(PSObject item) => ViewText.Number(item, "P95SearchTimeMs", "0.##");
}
