namespace Memic;

/// <summary>A project of the key's organization.</summary>
public sealed record MemicProject
{
    /// <summary>Gets the project's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the name of the project.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the organization's id.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Gets whether the project is active.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Gets the time of creation (UTC).</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>Gets the time of the last change (UTC).</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <inheritdoc/>
    public override string ToString() => DisplayText.Clean(Name ?? Id);

    internal static MemicProject From(ProjectResponse reply) => new()
    {
        Id = reply.Id ?? throw new MemicException(MemicErrorCodes.InvalidResponse, Messages.ProjectIdMissing),
        Name = reply.Name,
        OrganizationId = reply.OrganizationId,
        IsActive = reply.IsActive ?? true,
        CreatedAt = reply.CreatedAt?.UtcDateTime,
        UpdatedAt = reply.UpdatedAt?.UtcDateTime,
    };
}
