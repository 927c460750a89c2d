using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Searches what was sent to Memic.</summary>
/// <remarks>
/// Passages come as objects, best first; rows of a connected database come as objects whose properties are the columns. What is not given is left to the service: how many hits, and the lowest score.
/// Errors: invalid_input, file_not_found, file_still_processing, and failures of the network or the service.
/// </remarks>
/// <example><code>Search-MemicContent 'termination notice' -Top 5</code><para>The five best passages.</para></example>
/// <example><code>Get-Content questions.txt | Search-MemicContent -ReferenceId contract-17 -FirstPage 2</code><para>Searches one document, from its second page on, for each line of a file.</para></example>
[Cmdlet(VerbsCommon.Search, "MemicContent")]
[Alias("Search-Memic")]
[OutputType(typeof(MemicSearchHit), typeof(MemicSearchResponse), typeof(PSObject))]
public sealed class SearchMemicContentCommand : SearchCmdletBase
{
    /// <summary>What to search for: 1 to 1000 characters.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string Query { get; set; } = string.Empty;

    /// <summary>How many hits at most: 1 to 50.</summary>
    [Parameter]
    [Alias("TopK")]
    [ValidateRange(1, 50)]
    public int? Top { get; set; }

    /// <summary>Only in files with one of these reference ids.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? ReferenceId { get; set; }

    /// <summary>Only on these pages, from 1.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int[]? Page { get; set; }

    /// <summary>Only from this page on, from 1.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? FirstPage { get; set; }

    /// <summary>Only up to this page, from 1.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? LastPage { get; set; }

    /// <summary>Only in this category.</summary>
    [Parameter]
    public string? Category { get; set; }

    /// <summary>Only in documents of this type.</summary>
    [Parameter]
    public string? DocumentType { get; set; }

    /// <summary>Only in this environment: staging or production. The key decides it anyway.</summary>
    [Parameter]
    public string? EnvironmentSlug { get; set; }

    /// <summary>Leaves the files' own values out of the hits.</summary>
    [Parameter]
    public SwitchParameter ExcludeMetadata { get; set; }

    /// <summary>Emits the whole answer as one object, with its routing and its time.</summary>
    [Parameter]
    public SwitchParameter AsResponse { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var query = new SearchQuery
        {
            Query = Query, Top = Top, MinimumScore = MinimumScore, FileIds = FileId, ReferenceIds = ReferenceId,
            Pages = Page, FirstPage = FirstPage, LastPage = LastPage, Category = Category, DocumentType = DocumentType,
            ProjectId = ProjectId, EnvironmentSlug = EnvironmentSlug, ConnectorId = ConnectorId, Route = SearchRoutes.Parse(Route),
            IncludeMetadata = ExcludeMetadata ? false : null,
        };
        if (TryRun(Query, token => Client.Search.SearchAsync(query, token), out var response))
        {
            WriteObject(AsResponse ? response : response.Hits.Concat(response.Rows.Select(SearchRow.From)), enumerateCollection: true);
        }
    }
}
