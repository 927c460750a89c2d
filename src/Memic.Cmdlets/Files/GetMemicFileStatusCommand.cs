using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Asks where files stand, in the order of the ids.</summary>
/// <remarks>Errors: file_not_found, and failures of the network or the service.</remarks>
/// <example><code>Get-MemicFileStatus $id</code><para>The status of one file.</para></example>
/// <example><code>$sent | Get-MemicFileStatus | Where-Object IsFailed</code><para>Those of the files sent before that could not be processed, with the reason.</para></example>
[Cmdlet(VerbsCommon.Get, "MemicFileStatus")]
[OutputType(typeof(MemicFile))]
public sealed class GetMemicFileStatusCommand : ConnectedCmdlet
{
    /// <summary>The ids of the files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [Alias("FileId")]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            Run(id, async token => await ReportAsync(await Client.Files.GetStatusAsync(id, token).ConfigureAwait(false), token).ConfigureAwait(false));
        }
    }
}
