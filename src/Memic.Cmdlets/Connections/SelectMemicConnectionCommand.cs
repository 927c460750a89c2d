using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Selects the connection that cmdlets without -Connection use in this runspace.</summary>
/// <remarks>
/// Nothing is sent. Get-MemicConnection shows which connection is the default.
/// Errors: connection_not_found.
/// </remarks>
/// <example><code>Select-MemicConnection contoso</code><para>Makes the connection contoso the default of this runspace.</para></example>
/// <example><code>Get-MemicConnection | Where-Object IsDefault</code><para>Gets the connection that is the default now.</para></example>
[Cmdlet(VerbsCommon.Select, "MemicConnection")]
[OutputType(typeof(MemicConnection))]
public sealed class SelectMemicConnectionCommand : PSCmdlet
{
    /// <summary>Specifies the connection, by its name or as an object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public object? Connection { get; set; }

    /// <summary>Returns the connection. By default, nothing is returned.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var connection = ConnectionRegistry.Resolve(Connection is PSObject wrapped ? wrapped.BaseObject : Connection);
            if (connection.IsDisconnected)
            {
                throw new MemicException(MemicErrorCodes.ConnectionNotFound, $"The connection '{connection.Name}' was disconnected.");
            }

            ConnectionRegistry.Default = connection;
            if (PassThru)
            {
                WriteObject(connection);
            }
        }
        catch (MemicException e)
        {
            WriteError(ErrorRecords.From(e, Connection));
        }
    }
}
