namespace Memic;

/// <summary>A project, as the service lists it.</summary>
internal sealed record ProjectReply(string? Id, string? Name, string? OrganizationId, bool? IsActive, DateTimeOffset? CreatedAt, DateTimeOffset? UpdatedAt);
