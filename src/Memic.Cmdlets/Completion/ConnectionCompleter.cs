using System.Collections;

namespace Memic.Cmdlets;

/// <summary>Completes names of connections.</summary>
public sealed class ConnectionCompleter : SeenCompleter
{
    private protected override IEnumerable<(string Value, string Label)> Known(IDictionary boundParameters) =>
        ConnectionTable.All.Select(connection => (connection.Name, connection.Name));
}
