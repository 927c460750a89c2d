using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Deletes files from Memic permanently.</summary>
/// <remarks>
/// It asks for confirmation before each file, unless -Force or -Confirm:$false is given. A file that is gone after a lost response counts as deleted.
/// Where ids come quickly, several files are deleted at once; where an error ends the pipeline (-ErrorAction Stop), one after the other, so that none after the error is deleted.
/// Errors: file_not_found, wrong_connection, and errors of the network or the service.
/// </remarks>
/// <example><code>Get-MemicFile -Status *failed | Remove-MemicFile -WhatIf</code><para>Shows which files would be deleted.</para></example>
/// <example><code>Remove-MemicFile $id -Force</code><para>Deletes a file without asking.</para></example>
[Cmdlet(VerbsCommon.Remove, "MemicFile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveMemicFileCommand : OrderedCallCmdlet
{
    /// <summary>Specifies the ids of the files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [Alias("FileId")]
    [TextListInput("Id", "FileId", IsRequired = true)]
    public string[] Id { get; set; } = [];

    /// <summary>Specifies the name for the question; comes with the file through the pipeline.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    [TextInput("Name")]
    public string? Name { get; set; }

    /// <summary>Deletes without asking for confirmation.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Specifies the name of the connection that the file came from; comes with the file through the pipeline.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? ConnectionName { get; set; }

    /// <summary>Specifies the id of the environment that the file came from; comes with the file through the pipeline.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? EnvironmentId { get; set; }

    // Who ends at the first error means that nothing after it is deleted.
    private protected override bool CanOverlap => Preferences.ContinuesAfterError(this);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            if (IsUsable(id, id, Name) && IsOfThisEnvironment(id, ConnectionName, EnvironmentId) && ConfirmRemoval(id))
            {
                RunInOrder(id, token => DeleteAsync(id, token), _ => { });
            }
        }
    }

    /// <summary>-Force answers the question, but neither -WhatIf nor a -Confirm of its own.</summary>
    private bool ConfirmRemoval(string id)
    {
        if (Force && !Preferences.IsWhatIf(this) && !MyInvocation.BoundParameters.ContainsKey("Confirm"))
        {
            return true;
        }

        var target = DisplayText.Clean(string.IsNullOrEmpty(Name) || Name == id ? $"'{id}'" : $"'{Name}' ({id})");
        var action = $"Delete {target} from {ConnectionText.Describe(Client.Connection)}";
        return ShouldProcess(action, action + "?", "Confirm");
    }

    private async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        await Client.Files.DeleteAsync(id, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
