using System.Text.Json.Serialization;

namespace Memic.Emulator;

/// <summary>What an API key opens: one environment of one project of one organization.</summary>
public sealed record KeyBinding
{
    /// <summary>The organization's name.</summary>
    public string Organization { get; init; } = "Acme Corp";

    /// <summary>The project's name.</summary>
    public string Project { get; init; } = "Documents";

    /// <summary>The environment's slug.</summary>
    public string Environment { get; init; } = "production";

    /// <summary>The organization's id. Ids follow from the names, so they are the same after a restart.</summary>
    [JsonIgnore]
    public Guid OrganizationId => StableId.From(Organization);

    /// <summary>The project's id.</summary>
    [JsonIgnore]
    public Guid ProjectId => StableId.From(Organization, Project);

    /// <summary>The environment's id.</summary>
    [JsonIgnore]
    public Guid EnvironmentId => StableId.From(Organization, Project, Environment);

    /// <summary>The folder that takes a file whose sender names none.</summary>
    [JsonIgnore]
    public Guid DefaultFolderId => StableId.From(Organization, Project, Environment, "default folder");
}
