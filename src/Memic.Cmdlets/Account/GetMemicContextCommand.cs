using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Shows whose key it is and which environment it reaches.</summary>
/// <remarks>Errors: invalid_api_key, and failures of the network or the service.</remarks>
/// <example><code>(Get-MemicContext).EnvironmentSlug</code><para>The environment that the key is bound to.</para></example>
[Cmdlet(VerbsCommon.Get, "MemicContext")]
[OutputType(typeof(MemicContext))]
public sealed class GetMemicContextCommand : ConnectedCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        Run(Client.Connection.Name, async token => await ReportAsync(await Client.Account.GetContextAsync(token).ConfigureAwait(false), token).ConfigureAwait(false));
}
