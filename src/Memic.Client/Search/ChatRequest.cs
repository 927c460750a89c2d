namespace Memic;

/// <summary>Body of <c>POST /chat</c>, in the shape of the reference: one question, without a history.</summary>
internal sealed record ChatRequest(string Question, string? ProjectId, IReadOnlyList<string>? FileIds, string? ConnectorId, string? ForceRoute, int? TopK, double? MinScore);
