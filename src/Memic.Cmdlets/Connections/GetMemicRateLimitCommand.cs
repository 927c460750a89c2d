using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Shows the rate limits of the key: how much of each is used, and when the next request is free.</summary>
/// <remarks>It counts what this process sent; nothing is asked of the service.</remarks>
/// <example><code>Get-MemicRateLimit</code><para>All categories.</para></example>
[Cmdlet(VerbsCommon.Get, "MemicRateLimit")]
[OutputType(typeof(MemicRateLimit))]
public sealed class GetMemicRateLimitCommand : ConnectedCmdlet
{
    /// <summary>The categories to show. All by default.</summary>
    [Parameter(Position = 0)]
    public RateCategory[]? Category { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (TryRun(Client.Connection.Name, Client.Connection.GetRateLimitsAsync, out var limits))
        {
            WriteObject(limits.Where(limit => Category is null || Category.Contains(limit.Category)), enumerateCollection: true);
        }
    }
}
