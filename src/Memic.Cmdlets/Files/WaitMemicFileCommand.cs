using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Waits until files are ready to be searched.</summary>
/// <remarks>
/// Each file is emitted as it gets ready. A page of the list reports a hundred files, so waiting for many costs little.
/// Errors, for each file: file_processing_failed, wait_timeout, file_not_found, wrong_connection; and errors of the network or the service.
/// </remarks>
/// <example><code>$sent | Wait-MemicFile -Timeout 600</code><para>Waits up to ten minutes for each of the files uploaded before.</para></example>
/// <example><code>Send-MemicFile report.pdf | Wait-MemicFile | Search-MemicContent 'termination notice'</code><para>Waits until a file can be searched, and searches in it.</para></example>
/// <example><code>
/// $sent | Wait-MemicFile -ErrorAction SilentlyContinue -ErrorVariable failures
/// $failures | ForEach-Object { $_.ErrorDetails.Message }
/// </code><para>Emits the files that are ready, and says of each of the others why it is not.</para></example>
[Cmdlet(VerbsLifecycle.Wait, "MemicFile")]
[OutputType(typeof(MemicFile))]
public sealed class WaitMemicFileCommand : FileBatchCmdlet
{
    private FileStatusPoller? _poller;

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

    /// <summary>Specifies how long each file may take, as a TimeSpan or in seconds. By default 30 minutes.</summary>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan Timeout { get; set; } = FileStatusPoller.DefaultTimeout;

    /// <summary>Specifies the name of the connection that the file came from; comes with the file through the pipeline.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? ConnectionName { get; set; }

    /// <summary>Specifies the id of the environment that the file came from; comes with the file through the pipeline.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? EnvironmentId { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _poller = CreatePoller(Timeout);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            if (IsStopped)
            {
                Skip(id);
            }
            else if (IsUsable(id, id, Path) && IsOfThisEnvironment(id, ConnectionName, EnvironmentId))
            {
                Deliver(_poller!.WaitAsync(id, string.IsNullOrEmpty(Path) ? null : Path), id);
            }
        }

        Pump(Task.CompletedTask);
    }

    private protected override Task WorkAtEnd => _poller!.Completion;
}
