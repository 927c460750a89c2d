using System.Collections;
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
            _client = new MemicClient(connection, Notifications, ChooseRetry(connection));
            if (Connection is null && EnvironmentDifference.FindNew(connection) is { } difference)
            {
                WriteWarning(difference);
            }
        }
        catch (MemicException e)
        {
            FailToConnect(e);
        }
    }

    /// <summary>Returns the retry settings to use; null for those of the connection.</summary>
    private protected virtual RetrySettings? ChooseRetry(MemicConnection connection) => MaximumRetryCount is { } count ? connection.RetryWith(count) : null;

    /// <summary>Handles that there is no connection to use: nothing can be done.</summary>
    private protected virtual void FailToConnect(MemicException error) => ThrowTerminatingError(ErrorRecords.From(error, Connection));

    /// <summary>
    /// Returns whether an object may be used with the connection; writes <c>wrong_connection</c> where it is known to come
    /// from another environment. Nothing is sent to find out.
    /// </summary>
    /// <param name="target">What the error is about.</param>
    /// <param name="connectionName">The name of the connection that the object came from.</param>
    /// <param name="environmentId">The id of the environment that it came from.</param>
    private protected bool IsOfThisEnvironment(string target, string? connectionName, string? environmentId)
    {
        var here = Client.Connection;
        if (!IsForeign(here, connectionName, environmentId))
        {
            return true;
        }

        var origin = string.IsNullOrEmpty(connectionName) || string.Equals(connectionName, here.Name, StringComparison.OrdinalIgnoreCase) ? "another environment" : $"the connection '{connectionName}'";
        WriteFailure(new MemicException(MemicErrorCodes.WrongConnection, $"'{target}' came from {origin}, and this is {ConnectionText.Describe(here)}. Nothing was sent."), target);
        return false;
    }

    /// <summary>Returns whether an input can be used; else its error is written, about the target.</summary>
    private protected bool IsUsable(object? target, params string?[] texts) => IsUsable(target, null, texts);

    /// <summary>Returns whether an input with its table of values can be used; else its error is written, about the target.</summary>
    private protected bool IsUsable(object? target, IDictionary? table, params string?[] texts) => TryCheck(
        target,
        () =>
        {
            InputText.ThrowIfUnusable(texts);
            UnusableTable.ThrowIfUnusable(table);
            return true;
        },
        out _);

    /// <summary>Reads an input and returns whether it can be used; else its error is written, about the target.</summary>
    private protected bool TryCheck<T>(object? target, Func<T> read, out T? result)
    {
        try
        {
            result = read();
            return true;
        }
        catch (MemicException e)
        {
            // The marked text is none of the caller's.
            WriteFailure(e, target is string text ? InputText.Visible(text) : target);
            result = default;
            return false;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Complete();

    private static bool IsForeign(MemicConnection here, string? connectionName, string? environmentId)
    {
        if (!string.IsNullOrEmpty(environmentId) && here.Context?.EnvironmentId is { Length: > 0 } known)
        {
            return !string.Equals(environmentId, known, StringComparison.Ordinal);
        }

        return !string.IsNullOrEmpty(connectionName)
            && !string.Equals(connectionName, here.Name, StringComparison.OrdinalIgnoreCase)
            && ConnectionRegistry.TryFind(connectionName!) is { } origin
            && !here.IsSameEnvironment(origin);
    }
}
