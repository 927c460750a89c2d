using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Closes a connection and forgets its key.</summary>
/// <example><code>Disconnect-Memic</code><para>Closes the default connection of this runspace.</para></example>
/// <example><code>Get-MemicConnection | Disconnect-Memic</code><para>Closes every connection.</para></example>
[Cmdlet(VerbsCommunications.Disconnect, "Memic", SupportsShouldProcess = true)]
public sealed class DisconnectMemicCommand : PSCmdlet
{
    /// <summary>Specifies the connection, by its name or as an object. By default the one of this runspace.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public object? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var given = Connection is PSObject wrapped ? wrapped.BaseObject : Connection;
            var connection = given is null ? ConnectionRegistry.Default : ConnectionRegistry.Resolve(given);
            if (connection is not null && Confirm(connection))
            {
                ConnectionRegistry.Remove(connection);
            }
        }
        catch (MemicException e)
        {
            WriteError(ErrorRecords.From(e, Connection));
        }
    }

    private bool Confirm(MemicConnection connection)
    {
        var action = $"Disconnect from {ConnectionText.Describe(connection)}";
        return ShouldProcess(action, action + "?", "Confirm");
    }
}
