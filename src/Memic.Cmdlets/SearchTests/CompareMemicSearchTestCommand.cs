using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Compares two runs of search tests.</summary>
/// <remarks>
/// Emits one object: which questions were lost, won or moved to another rank, which are new or gone, and by how much the measures differ. Results of this session and results that were kept with Export-Clixml are equally good.
/// Questions are matched by their text and by what they expect, else by their text alone.
/// Errors: path_not_found, file_unreadable, and invalid_input for what is no result of Test-MemicSearch.
/// </remarks>
/// <example><code>$tests | Compare-MemicSearchTest -Reference last.clixml</code><para>Compares results with those that were kept by Export-Clixml.</para></example>
/// <example><code>($tests | Compare-MemicSearchTest -Reference last.clixml).Lost.Query</code><para>Gets the questions that passed in the earlier run, and fail now.</para></example>
[Cmdlet(VerbsData.Compare, "MemicSearchTest")]
[OutputType(typeof(MemicSearchComparison))]
public sealed class CompareMemicSearchTestCommand : PSCmdlet
{
    private readonly List<PSObject> _inputs = [];

    /// <summary>Specifies the earlier run: the path of a file that Export-Clixml made, or the results themselves.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("ReferenceObject")]
    public PSObject[] Reference { get; set; } = [];

    /// <summary>Specifies the results of the newer run.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [Alias("DifferenceObject")]
    public PSObject[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing() => ShownColour.Remember(Host);

    /// <inheritdoc/>
    protected override void ProcessRecord() => _inputs.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            var reference = Reference.SelectMany(item => item.BaseObject is string path ? ReadFile(path) : [item]).Select(SearchTestReader.Read).ToArray();
            WriteObject(MemicSearchComparison.Compare(reference, [.. _inputs.Select(SearchTestReader.Read)]));
        }
        catch (MemicException e)
        {
            WriteError(ErrorRecords.From(e, e.Code == MemicErrorCodes.InvalidInput ? null : Reference));
        }
    }

    private IEnumerable<PSObject> ReadFile(string path) => FilePaths.Resolve(SessionState.Path, path, isLiteral: false).SelectMany(SearchTestReader.ReadFile);
}
