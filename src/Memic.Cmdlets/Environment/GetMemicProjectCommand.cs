using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Gets the projects of the key's organization.</summary>
/// <remarks>Errors: those of the network or the service.</remarks>
/// <example><code>Get-MemicProject Doc*</code><para>Gets the projects whose names begin with Doc.</para></example>
/// <example><code>Search-MemicContent 'termination notice' -ProjectId (Get-MemicProject Documents).Id</code><para>Searches one project.</para></example>
[Cmdlet(VerbsCommon.Get, "MemicProject")]
[OutputType(typeof(MemicProject))]
public sealed class GetMemicProjectCommand : ConnectedCmdlet
{
    /// <summary>Specifies names; wildcards are allowed. By default all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProjectNameCompleter))]
    [SupportsWildcards]
    [TextListInput("Name", IsRequired = true)]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!IsUsable(Name, Name))
        {
            return;
        }

        var patterns = Name.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase)).ToArray();
        if (TryRun(null, Client.Projects.GetAllAsync, out var projects))
        {
            WriteObject(projects.Where(project => patterns.Any(pattern => pattern.IsMatch(project.Name ?? string.Empty))), enumerateCollection: true);
        }
    }
}
