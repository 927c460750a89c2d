using System.Management.Automation;

namespace Memic.Benchmarks.FloorModule;

/// <summary>Gets the status of each file, one after the other.</summary>
[Cmdlet(VerbsCommon.Get, "FloorStatus")]
public sealed class GetFloorStatusCommand : PSCmdlet
{
    /// <summary>Gets or sets the id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string Id { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(FloorService.GetStatusAsync(Id).GetAwaiter().GetResult());
}
