using System.Text.Json;
using System.Text.Json.Serialization;

namespace Memic;

/// <summary>Body of <c>POST /chat</c>, in the shape of the reference: one question, without a history.</summary>
internal sealed record ChatRequest(string Question, string? ProjectId, IReadOnlyList<string>? FileIds, string? ConnectorId, string? ForceRoute, int? TopK, double? MinScore);

/// <summary>Response of <c>POST /chat</c>.</summary>
internal sealed record ChatResponse(string? Answer, IReadOnlyList<JsonElement>? Citations, string? Question, string? Model, RoutingResponse? Routing) : IIdentifiedResponse
{
    /// <inheritdoc/>
    [JsonIgnore]
    public string? RequestId { get; set; }
}
