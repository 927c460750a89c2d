using System.Management.Automation;

namespace Memic.Benchmarks.FloorModule;

/// <summary>Sets address and key.</summary>
[Cmdlet(VerbsCommunications.Connect, "Floor")]
public sealed class ConnectFloorCommand : PSCmdlet
{
    /// <summary>Gets or sets the base address.</summary>
    [Parameter(Mandatory = true)]
    public string BaseUri { get; set; } = "";

    /// <summary>Gets or sets the key.</summary>
    [Parameter(Mandatory = true)]
    public string ApiKey { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord() => FloorService.Connect(BaseUri, ApiKey);
}
