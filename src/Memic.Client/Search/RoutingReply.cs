namespace Memic;

/// <summary>How a query was routed.</summary>
internal sealed record RoutingReply(string? Route, string? Reasoning, string? ConnectorId, string? ConnectorName, string? SqlGenerated, string? SqlExplanation);
