using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>A cmdlet that asks something of what was sent, and says where to look for it.</summary>
public abstract class SearchCmdletBase : ConnectedCmdlet
{
    private protected SearchCmdletBase()
    {
    }

    /// <summary>The lowest score of a passage that counts: 0 to 1.</summary>
    [Parameter]
    [Alias("MinScore")]
    [ValidateRange(0.0, 1.0)]
    public double? MinimumScore { get; set; }

    /// <summary>Only in these files, by their ids.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [Alias("Id")]
    public string[]? FileId { get; set; }

    /// <summary>Only in this project, by its id.</summary>
    [Parameter]
    public string? ProjectId { get; set; }

    /// <summary>Only through this connector, by its id.</summary>
    [Parameter]
    public string? ConnectorId { get; set; }

    /// <summary>Forces the way to search: Semantic, Structured or Hybrid. The service chooses by default.</summary>
    [Parameter]
    [Alias("ForceRoute")]
    [ValidateSet(nameof(SearchRoute.Semantic), nameof(SearchRoute.Structured), nameof(SearchRoute.Hybrid))]
    public string? Route { get; set; }
}
