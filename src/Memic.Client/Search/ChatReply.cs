using System.Text.Json;

namespace Memic;

/// <summary>Answer of <c>POST /chat</c>.</summary>
internal sealed record ChatReply(string? Answer, IReadOnlyList<JsonElement>? Citations, string? Question, string? Model, RoutingReply? Routing);
