namespace Memic;

/// <summary>Answer of <c>GET /prompts/{name}</c>.</summary>
internal sealed record PromptReply(string? Name, string? Body, IReadOnlyList<string>? Variables, long? VersionNumber, DateTimeOffset? UpdatedAt);
