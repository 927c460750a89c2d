using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Gets the rate limits of the key and how much of each is used.</summary>
/// <remarks>Nothing is asked of the service. Used includes what others sent who share the count (UsedByOthers); Scope says who they are.</remarks>
/// <example><code>Get-MemicRateLimit</code><para>Gets all categories.</para></example>
/// <example><code>Get-MemicRateLimit Ingestion | Select-Object Used, Available, NextFree, TimesWaited</code><para>Gets how many uploads can be begun or confirmed now, and how often requests had to wait.</para></example>
[Cmdlet(VerbsCommon.Get, "MemicRateLimit")]
[OutputType(typeof(MemicRateLimit))]
public sealed class GetMemicRateLimitCommand : ConnectedCmdlet
{
    /// <summary>Specifies the categories. By default all.</summary>
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
