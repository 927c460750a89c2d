using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Asks a question and gets an answer grounded in the uploaded documents.</summary>
/// <remarks>
/// The answer carries its citations and the model. The service documents its chat in two ways; this sends one question, as its reference says. Each question stands alone: a conversation is not promised.
/// Errors: invalid_input, file_not_found, wrong_connection, file_still_processing, and errors of the network or the service.
/// </remarks>
/// <example><code>(Invoke-MemicChat 'When does the contract end?').Answer</code><para>Gets the answer as text.</para></example>
/// <example><code>Invoke-MemicChat 'When does the contract end?' -FileId $id | Select-Object -ExpandProperty Citations</code><para>Gets the citations of an answer from one file.</para></example>
[Cmdlet(VerbsLifecycle.Invoke, "MemicChat")]
[OutputType(typeof(MemicAnswer))]
public sealed class InvokeMemicChatCommand : FileSearchCmdlet
{
    /// <summary>Specifies the question: 1 to 1000 characters.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [TextInput("Question", IsRequired = true)]
    public string Question { get; set; } = string.Empty;

    /// <summary>Specifies the maximum number of passages for the answer: 1 to 20.</summary>
    [Parameter]
    [Alias("TopK")]
    [ValidateRange(1, 20)]
    public int? Top { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!IsUsable(Question, [Question, .. FileId ?? []]))
        {
            return;
        }

        var question = new ChatQuestion
        {
            Question = Question, Top = Top, MinimumScore = MinimumScore, FileIds = FileId, ProjectId = ProjectId, ConnectorId = ConnectorId, Route = SearchRoutes.Parse(Route),
        };
        if (HasFilesOfThisEnvironment())
        {
            RunInOrder(Question, token => Client.Search.AskAsync(question, token), WriteObject);
        }
    }
}
