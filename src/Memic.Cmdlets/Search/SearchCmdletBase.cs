using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>A cmdlet that searches uploaded documents or asks the chat, and what all of these share.</summary>
public abstract class SearchCmdletBase : OrderedCallCmdlet
{
    private protected SearchCmdletBase()
    {
    }

    /// <summary>Specifies the lowest score of a passage: 0 to 1.</summary>
    [Parameter]
    [Alias("MinScore")]
    [ValidateRange(0.0, 1.0)]
    public double? MinimumScore { get; set; }

    /// <summary>Specifies the project to search, by id.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProjectIdCompleter))]
    public string? ProjectId { get; set; }

    /// <summary>Specifies the connector to use, by id.</summary>
    [Parameter]
    public string? ConnectorId { get; set; }

    /// <summary>Specifies the route of the search: Semantic, Structured or Hybrid. The service chooses by default.</summary>
    [Parameter]
    [Alias("ForceRoute")]
    [ValidateSet(nameof(SearchRoute.Semantic), nameof(SearchRoute.Structured), nameof(SearchRoute.Hybrid))]
    public string? Route { get; set; }
}
