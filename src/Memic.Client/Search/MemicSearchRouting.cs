namespace Memic;

/// <summary>How the service answered a query, and why.</summary>
public sealed record MemicSearchRouting
{
    /// <summary>The route, in the service's own word: semantic, structured or hybrid.</summary>
    public string? Route { get; init; }

    /// <summary>Why this route.</summary>
    public string? Reasoning { get; init; }

    /// <summary>The connector's id.</summary>
    public string? ConnectorId { get; init; }

    /// <summary>The connector's name.</summary>
    public string? ConnectorName { get; init; }

    /// <summary>The SQL that was run.</summary>
    public string? Sql { get; init; }

    /// <summary>What that SQL does.</summary>
    public string? SqlExplanation { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Route ?? string.Empty;

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
