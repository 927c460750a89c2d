using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Lists the projects of the key's organization.</summary>
/// <remarks>Errors: failures of the network or the service.</remarks>
/// <example><code>Get-MemicProject contoso*</code><para>The projects whose names begin with contoso.</para></example>
[Cmdlet(VerbsCommon.Get, "MemicProject")]
[OutputType(typeof(MemicProject))]
public sealed class GetMemicProjectCommand : ConnectedCmdlet
{
    /// <summary>Names; wildcards are allowed. All by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var patterns = Name.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase)).ToArray();
        Run(null, async token =>
        {
            foreach (var project in await Client.Projects.GetAllAsync(token).ConfigureAwait(false))
            {
                if (patterns.Any(pattern => pattern.IsMatch(project.Name ?? string.Empty)))
                {
                    await ReportAsync(project, token).ConfigureAwait(false);
                }
            }
        });
    }
}
