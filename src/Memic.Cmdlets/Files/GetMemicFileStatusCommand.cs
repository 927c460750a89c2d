using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Gets the processing status of files.</summary>
/// <remarks>
/// Files are emitted in the order of the ids.
/// Errors: file_not_found, wrong_connection, and errors of the network or the service.
/// </remarks>
/// <example><code>Get-MemicFileStatus $id</code><para>Gets the status of one file.</para></example>
/// <example><code>$sent | Get-MemicFileStatus | Where-Object IsFailed</code><para>Gets those of the files uploaded before that could not be processed, with the reason.</para></example>
[Cmdlet(VerbsCommon.Get, "MemicFileStatus")]
[OutputType(typeof(MemicFile))]
public sealed class GetMemicFileStatusCommand : OrderedCallCmdlet
{
    /// <summary>Specifies the ids of the files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [Alias("FileId")]
    [TextListInput("Id", "FileId", IsRequired = true)]
    public string[] Id { get; set; } = [];

    /// <summary>Specifies the path that the file was sent from; comes with the file through the pipeline and stays with it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    [TextInput("Path")]
    public string? Path { get; set; }

    /// <summary>Specifies the name of the connection that the file came from; comes with the file through the pipeline.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? ConnectionName { get; set; }

    /// <summary>Specifies the id of the environment that the file came from; comes with the file through the pipeline.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? EnvironmentId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            if (IsUsable(id, id, Path) && IsOfThisEnvironment(id, ConnectionName, EnvironmentId))
            {
                var path = Path;
                RunInOrder(id, token => Client.Files.GetStatusAsync(id, token), file => WriteObject(string.IsNullOrEmpty(path) ? file : file.WithPath(path!)));
            }
        }
    }
}
