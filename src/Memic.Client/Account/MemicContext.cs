namespace Memic;

/// <summary>Whose key it is and what it reaches: exactly one environment (authentication page).</summary>
public sealed record MemicContext
{
    /// <summary>The organization's id.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>The organization's name.</summary>
    public string? OrganizationName { get; init; }

    /// <summary>The project's id.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The project's name.</summary>
    public string? ProjectName { get; init; }

    /// <summary>The environment's id.</summary>
    public string? EnvironmentId { get; init; }

    /// <summary>The environment's short name, such as production.</summary>
    public string? EnvironmentSlug { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Join(" / ", new[] { OrganizationName ?? OrganizationId, ProjectName ?? ProjectId, EnvironmentSlug ?? EnvironmentId }.Where(part => part is not null));

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
