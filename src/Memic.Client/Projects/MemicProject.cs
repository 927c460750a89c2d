namespace Memic;

/// <summary>A project of the key's organization.</summary>
public sealed record MemicProject
{
    /// <summary>The project's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>The organization's id.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Whether it is in use.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>When it was made (UTC).</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name ?? Id;

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
