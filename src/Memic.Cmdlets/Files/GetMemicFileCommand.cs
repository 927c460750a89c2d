using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Gets the files of the environment.</summary>
/// <remarks>
/// The service has no filters: names, statuses and reference ids are compared locally. A page of a hundred files is requested only when the previous one is used up, so taking the first few costs one request.
/// Errors: those of the network or the service.
/// </remarks>
/// <example><code>Get-MemicFile -Name *.pdf -Status *failed</code><para>Gets the PDFs that could not be processed.</para></example>
/// <example><code>Get-MemicFile | Select-Object -First 5</code><para>Gets five files, with one request.</para></example>
[Cmdlet(VerbsCommon.Get, "MemicFile", SupportsPaging = true)]
[OutputType(typeof(MemicFile))]
public sealed class GetMemicFileCommand : ConnectedCmdlet
{
    /// <summary>Specifies names; wildcards are allowed. A name with brackets is also found as it is. By default all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FileNameCompleter))]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Specifies statuses in the service's own words, such as ready or parsing_failed; wildcards are allowed. By default all.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(StatusCompleter))]
    [SupportsWildcards]
    public string[] Status { get; set; } = ["*"];

    /// <summary>Specifies your own ids of files, exactly.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? ReferenceId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var names = Patterns(Name);
        var states = Patterns(Status);
        var (skip, left) = (PagingParameters.Skip, PagingParameters.First);
        var lister = new FileLister(Client);
        var wantsTotal = PagingParameters.IncludeTotalCount.IsPresent;
        while ((left > 0 || wantsTotal) && Next(lister) is { } files)
        {
            if (wantsTotal)
            {
                wantsTotal = false;
                WriteObject(PagingParameters.NewTotalCount((ulong)(lister.Total ?? 0), Accuracy(lister.Total)));
            }

            foreach (var file in files.Where(file => IsWanted(file, names, states)))
            {
                if (skip > 0)
                {
                    skip--;
                }
                else if (left > 0)
                {
                    left--;
                    WriteObject(file);
                }
            }
        }
    }

    private IReadOnlyList<MemicFile>? Next(FileLister lister) => TryRun(null, lister.NextAsync, out var files) ? files : null;

    /// <summary>The service counts everything: with a filter that is only the most there can be.</summary>
    private double Accuracy(long? total)
    {
        string[] bound = [nameof(Name), nameof(Status), nameof(ReferenceId)];
        return total is null ? 0 : bound.Any(MyInvocation.BoundParameters.ContainsKey) ? 0.5 : 1;
    }

    private bool IsWanted(MemicFile file, WildcardPattern[] names, WildcardPattern[] states) =>
        (names.Any(pattern => pattern.IsMatch(file.Name ?? string.Empty)) || Name.Contains(file.Name, StringComparer.OrdinalIgnoreCase))
        && states.Any(pattern => pattern.IsMatch(file.Status))
        && (ReferenceId is null || ReferenceId.Contains(file.ReferenceId, StringComparer.Ordinal));

    private static WildcardPattern[] Patterns(string[] texts) => [.. texts.Select(text => new WildcardPattern(text, WildcardOptions.IgnoreCase))];
}
