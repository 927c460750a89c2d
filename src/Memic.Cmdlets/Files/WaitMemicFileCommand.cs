using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Waits until files are ready to be searched, many at once and with few requests.</summary>
/// <remarks>
/// Each file is emitted as it gets ready. A page of the list tells of a hundred files, so waiting for many costs little.
/// Errors, for each file: file_processing_failed, wait_timeout, file_not_found; and failures of the network or the service.
/// </remarks>
/// <example><code>$sent | Wait-MemicFile -Timeout 600</code><para>Waits up to ten minutes for each of the files sent before.</para></example>
[Cmdlet(VerbsLifecycle.Wait, "MemicFile")]
[OutputType(typeof(MemicFile))]
public sealed class WaitMemicFileCommand : ConnectedCmdlet
{
    FileWaiter? _waiter;

    /// <summary>The ids of the files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [Alias("FileId")]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Where the file was sent from; comes with the file through the pipeline and stays with it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? Path { get; set; }

    /// <summary>How long each file may take, as a TimeSpan or in seconds. By default 30 minutes.</summary>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan Timeout { get; set; } = FileWaiter.DefaultTimeout;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _waiter = new FileWaiter(Client, Timeout, StopToken);
        Watch(_waiter.Work);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            _waiter!.Add(id, string.IsNullOrEmpty(Path) ? null : Path);
        }

        Pump(Task.CompletedTask);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Pump(_waiter!.CompleteAsync());
        base.EndProcessing();
    }
}
