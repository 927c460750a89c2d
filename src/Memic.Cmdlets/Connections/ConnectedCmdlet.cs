using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>A cmdlet that talks to the service.</summary>
public abstract class ConnectedCmdlet : MemicCmdlet
{
    MemicClient? _client;

    private protected ConnectedCmdlet()
    {
    }

    /// <summary>The connection to use: its name or the object. By default the one that Connect-Memic made last in this runspace, else MEMIC_API_KEY and MEMIC_BASE_URL.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public object? Connection { get; set; }

    /// <summary>How many times a request is repeated after 429, 5xx or a failure of the network: 0 to 100, 0 for never. By default as the connection says, which is 4.</summary>
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
            var connection = ConnectionTable.Resolve(Connection is PSObject wrapped ? wrapped.BaseObject : Connection);
            var retry = MaximumRetryCount is { } count ? connection.RetryWith(count) : null;
            _client = new MemicClient(connection, Reports, retry);
        }
        catch (MemicException e)
        {
            FailToConnect(e);
        }
    }

    /// <summary>There is no connection to use: nothing can be done.</summary>
    private protected virtual void FailToConnect(MemicException error) => ThrowTerminatingError(ErrorRecords.From(error, Connection));

    /// <inheritdoc/>
    protected override void EndProcessing() => Complete();

    private protected Task ReportAsync(object value, CancellationToken cancellationToken) => Reports.ReportAsync(new ResultEvent(value), cancellationToken);
}
