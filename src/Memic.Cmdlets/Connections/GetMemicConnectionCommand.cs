using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Gets the connections that Connect-Memic made in this process.</summary>
/// <remarks>
/// The property IsDefault, and in the list a *, tells which of them cmdlets use that are given no -Connection. Select-MemicConnection selects another one.
/// Errors: connection_not_found.
/// </remarks>
/// <example><code>Get-MemicConnection</code><para>Gets every connection, with its organization, project and environment.</para></example>
/// <example><code>Get-MemicConnection cust* | ForEach-Object { Sync-MemicFolder ./docs -Connection $_ }</code><para>Keeps a folder in the environments of several customers.</para></example>
[Cmdlet(VerbsCommon.Get, "MemicConnection")]
[OutputType(typeof(MemicConnection))]
public sealed class GetMemicConnectionCommand : PSCmdlet
{
    /// <summary>Specifies names; wildcards are allowed. By default all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [SupportsWildcards]
    [TextListInput("Name", IsRequired = true)]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            InputText.ThrowIfUnusable(Name);
        }
        catch (MemicException e)
        {
            WriteError(ErrorRecords.From(e, null));
            return;
        }

        foreach (var name in Name)
        {
            var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
            var found = ConnectionRegistry.All.Where(connection => pattern.IsMatch(connection.Name)).ToArray();
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(ErrorRecords.From(ConnectionRegistry.NotFound(name), name));
            }

            WriteObject(found, enumerateCollection: true);
        }
    }
}
