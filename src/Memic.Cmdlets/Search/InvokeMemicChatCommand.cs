using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Asks a question and gets an answer that rests on what was sent to Memic.</summary>
/// <remarks>
/// The answer carries its citations and the model. The service documents its chat in two ways; this sends one question, as its reference says. Each question stands alone: a conversation is not promised.
/// Errors: invalid_input, file_not_found, file_still_processing, and failures of the network or the service.
/// </remarks>
/// <example><code>(Invoke-MemicChat 'When does the contract end?').Answer</code><para>The answer as text.</para></example>
/// <example><code>Invoke-MemicChat 'When does the contract end?' -FileId $id | Select-Object -ExpandProperty Citations</code><para>What the answer rests on, from one file.</para></example>
[Cmdlet(VerbsLifecycle.Invoke, "MemicChat")]
[OutputType(typeof(MemicAnswer))]
public sealed class InvokeMemicChatCommand : ConnectedCmdlet
{
    /// <summary>The question: 1 to 1000 characters.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string Question { get; set; } = string.Empty;

    /// <summary>How many passages the answer may rest on: 1 to 20.</summary>
    [Parameter]
    [Alias("TopK")]
    [ValidateRange(1, 20)]
    public int? Top { get; set; }

    /// <summary>The lowest score of such a passage: 0 to 1.</summary>
    [Parameter]
    [Alias("MinScore")]
    [ValidateRange(0.0, 1.0)]
    public double? MinimumScore { get; set; }

    /// <summary>Only from these files, by their ids.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [Alias("Id")]
    public string[]? FileId { get; set; }

    /// <summary>Only from this project, by its id.</summary>
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

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var question = new ChatQuestion
        {
            Question = Question, Top = Top, MinimumScore = MinimumScore, FileIds = FileId, ProjectId = ProjectId, ConnectorId = ConnectorId, Route = SearchRoutes.Parse(Route),
        };
        Run(Question, async token => await ReportAsync(await Client.Search.AskAsync(question, token).ConfigureAwait(false), token).ConfigureAwait(false));
    }
}
