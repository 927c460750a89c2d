namespace Memic;

/// <summary>The organization, project and environment of a key. A key belongs to exactly one environment (authentication page).</summary>
public sealed record MemicContext
{
    /// <summary>Gets the organization's id.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Gets the organization's name.</summary>
    public string? OrganizationName { get; init; }

    /// <summary>Gets the project's id.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Gets the project's name.</summary>
    public string? ProjectName { get; init; }

    /// <summary>Gets the environment's id.</summary>
    public string? EnvironmentId { get; init; }

    /// <summary>Gets the slug of the environment, such as production.</summary>
    public string? EnvironmentSlug { get; init; }

    /// <inheritdoc/>
    public override string ToString() => DisplayText.Clean(string.Join(" / ", new[] { OrganizationName ?? OrganizationId, ProjectName ?? ProjectId, EnvironmentSlug ?? EnvironmentId }.Where(part => part is not null)));

    internal static MemicContext From(ContextResponse reply) => new()
    {
        OrganizationId = reply.OrganizationId,
        OrganizationName = reply.OrganizationName,
        ProjectId = reply.ProjectId,
        ProjectName = reply.ProjectName,
        EnvironmentId = reply.EnvironmentId,
        EnvironmentSlug = reply.EnvironmentSlug,
    };
}
