using System.Collections.Concurrent;
using System.Management.Automation;

namespace Memic.Benchmarks.FloorModule;

/// <summary>Sends files, eight at once, and gets the status of each if asked to.</summary>
[Cmdlet(VerbsCommunications.Send, "FloorFile")]
public sealed class SendFloorFileCommand : PSCmdlet
{
    private readonly List<string> _paths = [];

    /// <summary>Gets or sets the path.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string Path { get; set; } = "";

    /// <summary>Gets or sets whether the status of each is read.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _paths.Add(Path);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var sent = new ConcurrentQueue<FloorFile>();
        Parallel.ForEachAsync(_paths, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (path, _) =>
        {
            var file = await FloorService.SendAsync(path).ConfigureAwait(false);
            sent.Enqueue(Wait ? await FloorService.GetStatusAsync(file.Id).ConfigureAwait(false) : file);
        }).GetAwaiter().GetResult();
        WriteObject(sent, enumerateCollection: true);
    }
}
