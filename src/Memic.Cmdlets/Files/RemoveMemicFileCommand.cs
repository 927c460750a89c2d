using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Deletes files from Memic, for good.</summary>
/// <remarks>
/// It asks before each file, unless -Force or -Confirm:$false is given. A file that is gone after a lost reply counts as deleted.
/// Errors: file_not_found, and failures of the network or the service.
/// </remarks>
/// <example><code>Get-MemicFile -Status *failed | Remove-MemicFile -WhatIf</code><para>Shows which files would be deleted.</para></example>
/// <example><code>Remove-MemicFile $id -Force</code><para>Deletes a file without asking.</para></example>
[Cmdlet(VerbsCommon.Remove, "MemicFile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveMemicFileCommand : ConnectedCmdlet
{
    /// <summary>The ids of the files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [Alias("FileId")]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>The name, for the question; comes with the file through the pipeline.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? Name { get; set; }

    /// <summary>Does not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            var target = string.IsNullOrEmpty(Name) || Name == id ? id : $"{Name} ({id})";
            if (IsAgreed(target))
            {
                Run(id, token => Client.Files.DeleteAsync(id, token));
            }
        }
    }

    /// <summary>-Force answers the question, but neither -WhatIf nor a -Confirm of its own.</summary>
    bool IsAgreed(string target) =>
        (Force && !Preferences.IsWhatIf(this) && !MyInvocation.BoundParameters.ContainsKey("Confirm")) || ShouldProcess(target);
}
