namespace Memic;

/// <summary>How the service answered a query, and why.</summary>
public sealed record MemicSearchRouting
{
    /// <summary>Gets the route, in the service's own word: semantic, structured or hybrid.</summary>
    public string? Route { get; init; }

    /// <summary>Gets the reason for the route.</summary>
    public string? Reasoning { get; init; }

    /// <summary>Gets the connector's id.</summary>
    public string? ConnectorId { get; init; }

    /// <summary>Gets the connector's name.</summary>
    public string? ConnectorName { get; init; }

    /// <summary>Gets the SQL that was run.</summary>
    public string? Sql { get; init; }

    /// <summary>Gets the explanation of the SQL.</summary>
    public string? SqlExplanation { get; init; }

    /// <inheritdoc/>
    public override string ToString() => DisplayText.Clean(Route);

    internal static MemicSearchRouting? From(RoutingResponse? reply) => reply is null ? null : new()
    {
        Route = reply.Route,
        Reasoning = reply.Reasoning,
        ConnectorId = reply.ConnectorId,
        ConnectorName = reply.ConnectorName,
        Sql = reply.SqlGenerated,
        SqlExplanation = reply.SqlExplanation,
    };
}
