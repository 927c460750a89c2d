using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Gets the organization, project and environment of the key.</summary>
/// <remarks>Errors: invalid_api_key, and errors of the network or the service.</remarks>
/// <example><code>(Get-MemicContext).EnvironmentSlug</code><para>Gets the environment that the key is bound to.</para></example>
/// <example><code>Get-MemicConnection | ForEach-Object { Get-MemicContext -Connection $_ }</code><para>Gets the organization, project and environment of each connection.</para></example>
[Cmdlet(VerbsCommon.Get, "MemicContext")]
[OutputType(typeof(MemicContext))]
public sealed class GetMemicContextCommand : ConnectedCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        Run(Client.Connection.Name, Client.Account.GetContextAsync);
}
