using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>A cmdlet that searches uploaded documents, and the filters that they share.</summary>
public abstract class SearchCmdletBase : ConnectedCmdlet
{
    private protected SearchCmdletBase()
    {
    }

    /// <summary>Specifies the lowest score of a passage: 0 to 1.</summary>
    [Parameter]
    [Alias("MinScore")]
    [ValidateRange(0.0, 1.0)]
    public double? MinimumScore { get; set; }

    /// <summary>Specifies the files to search, by id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [Alias("Id")]
    [TextListInput("FileId", "Id")]
    public string[]? FileId { get; set; }

    /// <summary>Specifies the name of the connection that the file came from; comes with the file through the pipeline.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? ConnectionName { get; set; }

    /// <summary>Specifies the id of the environment that the file came from; comes with the file through the pipeline.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? EnvironmentId { get; set; }

    /// <summary>Specifies the project to search, by id.</summary>
    [Parameter]
    public string? ProjectId { get; set; }

    /// <summary>Specifies the connector to use, by id.</summary>
    [Parameter]
    public string? ConnectorId { get; set; }

    /// <summary>Specifies the route of the search: Semantic, Structured or Hybrid. The service chooses by default.</summary>
    [Parameter]
    [Alias("ForceRoute")]
    [ValidateSet(nameof(SearchRoute.Semantic), nameof(SearchRoute.Structured), nameof(SearchRoute.Hybrid))]
    public string? Route { get; set; }

    /// <summary>Returns whether the files to search are of the connection's environment, as far as is known.</summary>
    private protected bool HasFilesOfThisEnvironment() =>
        FileId is not { Length: > 0 } ids || IsOfThisEnvironment(string.Join(", ", ids), ConnectionName, EnvironmentId);
}
