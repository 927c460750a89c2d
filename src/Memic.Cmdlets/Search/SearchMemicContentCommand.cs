using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Searches the uploaded documents.</summary>
/// <remarks>
/// Passages come as objects, best first; rows of a connected database come as objects whose properties are the columns. The service's defaults apply to what is not specified, such as the number of hits and the lowest score.
/// Errors: invalid_input, file_not_found, wrong_connection, file_still_processing, and errors of the network or the service.
/// </remarks>
/// <example><code>Search-MemicContent 'termination notice' -Top 5</code><para>Gets the five best passages.</para></example>
/// <example><code>Get-Content questions.txt | Search-MemicContent -ReferenceId contract-17 -FirstPage 2</code><para>Searches one document, from its second page on, for each line of a file.</para></example>
/// <example><code>Search-MemicContent 'termination notice' -MinimumScore 0.5 | Select-Object Score, FileName, PageNumber, Content | Export-Csv hits.csv</code><para>Writes the good passages with their files and pages into a table.</para></example>
/// <example><code>Get-MemicFile contract* -State Ready | Search-MemicContent 'termination notice' -Top 1</code><para>Gets the best passage of each of several files.</para></example>
[Cmdlet(VerbsCommon.Search, "MemicContent")]
[Alias("Search-Memic")]
[OutputType(typeof(MemicSearchHit), typeof(MemicSearchResponse), typeof(PSObject))]
public sealed class SearchMemicContentCommand : FileSearchCmdlet
{
    /// <summary>Specifies the query: 1 to 1000 characters.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [TextInput("Query", IsRequired = true)]
    public string Query { get; set; } = string.Empty;

    /// <summary>Specifies the maximum number of hits: 1 to 50.</summary>
    [Parameter]
    [Alias("TopK")]
    [ValidateRange(1, 50)]
    public int? Top { get; set; }

    /// <summary>Specifies the reference ids of the files to search.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [TextListInput("ReferenceId")]
    public string[]? ReferenceId { get; set; }

    /// <summary>Specifies the pages to search, from 1.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int[]? Page { get; set; }

    /// <summary>Specifies the first page to search, from 1.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? FirstPage { get; set; }

    /// <summary>Specifies the last page to search, from 1.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? LastPage { get; set; }

    /// <summary>Specifies the category to search.</summary>
    [Parameter]
    public string? Category { get; set; }

    /// <summary>Specifies the type of document to search.</summary>
    [Parameter]
    public string? DocumentType { get; set; }

    /// <summary>Specifies the environment to search: staging or production. The key determines it anyway.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SlugCompleter))]
    public string? EnvironmentSlug { get; set; }

    /// <summary>Leaves the metadata of the files out of the hits.</summary>
    [Parameter]
    public SwitchParameter ExcludeMetadata { get; set; }

    /// <summary>Returns the whole response as one object, with its routing and search time.</summary>
    [Parameter]
    public SwitchParameter AsResponse { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!IsUsable(Query, [Query, .. FileId ?? [], .. ReferenceId ?? []]))
        {
            return;
        }

        var query = new SearchQuery
        {
            Query = Query, Top = Top, MinimumScore = MinimumScore, FileIds = FileId, ReferenceIds = ReferenceId,
            Pages = Page, FirstPage = FirstPage, LastPage = LastPage, Category = Category, DocumentType = DocumentType,
            ProjectId = ProjectId, EnvironmentSlug = EnvironmentSlug, ConnectorId = ConnectorId, Route = SearchRoutes.Parse(Route),
            IncludeMetadata = ExcludeMetadata ? false : null,
        };
        if (HasFilesOfThisEnvironment())
        {
            RunInOrder(
                Query,
                token => Client.Search.SearchAsync(query, token),
                response => WriteObject(AsResponse ? response : response.Hits.Concat(response.Rows.Select(SearchRow.From)), enumerateCollection: true));
        }
    }
}
