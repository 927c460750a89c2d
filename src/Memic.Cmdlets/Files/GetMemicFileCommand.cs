using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Gets the files of the environment.</summary>
/// <remarks>
/// The service has no filters: names, statuses and reference ids are compared locally. A page of a hundred files is requested only when the previous one is used up, so taking the first few costs one request.
/// A name, an id, a reference id or a status without wildcards that no file has is an error, no_matching_file; a status that the service is known to use is none.
/// Errors: no_matching_file, invalid_input, and errors of the network or the service.
/// </remarks>
/// <example><code>Get-MemicFile -Name *.pdf -Status *failed</code><para>Gets the PDFs that could not be processed.</para></example>
/// <example><code>Get-MemicFile -State Incomplete | Remove-MemicFile</code><para>Removes records whose content never arrived. Make sure that nobody is sending them now.</para></example>
/// <example><code>Get-MemicFile | Select-Object -First 5</code><para>Gets five files, with one request.</para></example>
[Cmdlet(VerbsCommon.Get, "MemicFile", SupportsPaging = true)]
[OutputType(typeof(MemicFile))]
public sealed class GetMemicFileCommand : ConnectedCmdlet
{
    /// <summary>Specifies names, or ids; wildcards are allowed in names. A name with brackets is also found as it is. By default all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FileNameCompleter))]
    [SupportsWildcards]
    [TextListInput("Name", Alternative = "ReferenceId")]
    public string[]? Name { get; set; } = ["*"];

    /// <summary>Specifies statuses in the service's own words, such as ready or parsing_failed; wildcards are allowed. By default all.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(StatusCompleter))]
    [SupportsWildcards]
    public string[] Status { get; set; } = ["*"];

    /// <summary>Specifies states: Incomplete, Processing, Ready or Failed. By default all.</summary>
    [Parameter]
    [ValidateSet(nameof(FileState.Incomplete), nameof(FileState.Processing), nameof(FileState.Ready), nameof(FileState.Failed))]
    public string[]? State { get; set; }

    /// <summary>Specifies your own ids of files, in their exact case; wildcards are allowed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [TextListInput("ReferenceId")]
    public string[]? ReferenceId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!IsUsable(null, [.. Name ?? [], .. ReferenceId ?? []]) || !TryCheck(null, CreateFilter, out var filter))
        {
            return;
        }

        var (skip, left) = (PagingParameters.Skip, PagingParameters.First);
        var lister = new FileLister(Client);
        var wantsTotal = PagingParameters.IncludeTotalCount.IsPresent;
        while (left > 0 || wantsTotal)
        {
            if (!TryRun(null, lister.NextAsync, out var files))
            {
                return;
            }

            if (files is null)
            {
                filter!.GetMisses().ToList().ForEach(miss => WriteFailure(new MemicException(MemicErrorCodes.NoMatchingFile, miss.Message), miss.Text));
                return;
            }

            if (wantsTotal)
            {
                wantsTotal = false;
                WriteObject(PagingParameters.NewTotalCount((ulong)(lister.Total ?? 0), Accuracy(lister.Total)));
            }

            foreach (var file in files.Where(filter!.Matches))
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

    /// <exception cref="MemicException"><c>invalid_input</c>: what should say which files are wanted is empty. All of them would be a guess, and what follows may delete them.</exception>
    private FileFilter CreateFilter()
    {
        var isBound = MyInvocation.BoundParameters;
        var isNamed = Name is not null && isBound.ContainsKey(nameof(Name));
        return ReferenceId is null && !isNamed && (isBound.ContainsKey(nameof(ReferenceId)) || Name is null)
            ? throw new MemicException(MemicErrorCodes.InvalidInput, "Name and ReferenceId are empty: nothing says which files are meant.")
            : new FileFilter(Name, ReferenceId, Status, State);
    }

    /// <summary>The service counts everything: with a filter that is only the most there can be.</summary>
    private double Accuracy(long? total)
    {
        string[] bound = [nameof(Name), nameof(Status), nameof(State), nameof(ReferenceId)];
        return total is null ? 0 : bound.Any(MyInvocation.BoundParameters.ContainsKey) ? 0.5 : 1;
    }
}
