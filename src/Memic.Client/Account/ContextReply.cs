namespace Memic;

/// <summary>Answer of <c>GET /me</c>.</summary>
internal sealed record ContextReply(
    string? OrganizationId, string? OrganizationName, string? ProjectId, string? ProjectName, string? EnvironmentId, string? EnvironmentSlug);
