using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>A cmdlet that calls the service.</summary>
public abstract class ConnectedCmdlet : MemicCmdlet
{
    private MemicClient? _client;

    private protected ConnectedCmdlet()
    {
    }

    /// <summary>Specifies the connection, by its name or as an object. By default, the one that Connect-Memic made last in this runspace, else MEMIC_API_KEY and MEMIC_BASE_URL.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public object? Connection { get; set; }

    /// <summary>Specifies how many times a request is sent again after 429, 5xx or a network failure: 0 to 100, 0 for never. By default as the connection says, which is 4.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int? MaximumRetryCount { get; set; }

    private protected MemicClient Client => _client!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            var connection = ConnectionRegistry.Resolve(Connection is PSObject wrapped ? wrapped.BaseObject : Connection);
            var retry = MaximumRetryCount is { } count ? connection.RetryWith(count) : null;
            _client = new MemicClient(connection, Notifications, retry);
        }
        catch (MemicException e)
        {
            FailToConnect(e);
        }
    }

    /// <summary>Handles that there is no connection to use: nothing can be done.</summary>
    private protected virtual void FailToConnect(MemicException error) => ThrowTerminatingError(ErrorRecords.From(error, Connection));

    /// <inheritdoc/>
    protected override void EndProcessing() => Complete();
}
