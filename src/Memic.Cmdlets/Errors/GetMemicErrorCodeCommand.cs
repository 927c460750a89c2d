using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Gets the error codes with their meaning and the recommended action.</summary>
/// <remarks>The code is the part of <c>FullyQualifiedErrorId</c> before the comma. The service may raise codes that are not listed here; they come through unchanged.</remarks>
/// <example><code>Get-MemicErrorCode</code><para>Gets every known code.</para></example>
/// <example><code>Get-MemicErrorCode file_*</code><para>Gets the codes about files.</para></example>
/// <example><code>
/// Get-ChildItem *.pdf | Send-MemicFile -Wait -ErrorAction SilentlyContinue -ErrorVariable failures
/// $failures | ForEach-Object Exception | Get-MemicErrorCode
/// </code><para>Says what each failure means and what to do about it.</para></example>
[Cmdlet(VerbsCommon.Get, "MemicErrorCode")]
[OutputType(typeof(MemicErrorCode))]
public sealed class GetMemicErrorCodeCommand : PSCmdlet
{
    /// <summary>Specifies codes; wildcards are allowed. By default all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ErrorCodeCompleter))]
    [SupportsWildcards]
    [TextListInput("Code", IsRequired = true)]
    public string[] Code { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            InputText.ThrowIfUnusable(Code);
        }
        catch (MemicException e)
        {
            WriteError(ErrorRecords.From(e, null));
            return;
        }

        var patterns = Code.Select(code => new WildcardPattern(code, WildcardOptions.IgnoreCase)).ToArray();
        WriteObject(MemicErrorCodes.All.Where(row => patterns.Any(pattern => pattern.IsMatch(row.Code))), enumerateCollection: true);
    }
}
