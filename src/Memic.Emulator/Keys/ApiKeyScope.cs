using System.Text.Json.Serialization;

namespace Memic.Emulator;

/// <summary>The scope of an API key: one environment of one project of one organization.</summary>
public sealed record ApiKeyScope
{
    /// <summary>Gets the name of the organization.</summary>
    public string Organization { get; init; } = "Acme Corp";

    /// <summary>Gets the name of the project.</summary>
    public string Project { get; init; } = "Documents";

    /// <summary>Gets the slug of the environment.</summary>
    public string Environment { get; init; } = "production";

    /// <summary>Gets the id of the organization. Ids are derived from the names, so they are the same after a restart.</summary>
    [JsonIgnore]
    public Guid OrganizationId => DeterministicGuid.Create(Organization);

    /// <summary>Gets the id of the project.</summary>
    [JsonIgnore]
    public Guid ProjectId => DeterministicGuid.Create(Organization, Project);

    /// <summary>Gets the id of the environment.</summary>
    [JsonIgnore]
    public Guid EnvironmentId => DeterministicGuid.Create(Organization, Project, Environment);

    /// <summary>Gets the id of the folder for files that are sent without one.</summary>
    [JsonIgnore]
    public Guid DefaultFolderId => DeterministicGuid.Create(Organization, Project, Environment, "default folder");
}
