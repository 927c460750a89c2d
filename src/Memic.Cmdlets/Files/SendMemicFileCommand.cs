using System.Collections;
using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Sends files to Memic, several at once, streamed from disk.</summary>
/// <remarks>
/// Each file is emitted as it finishes; one that fails is an error, and the others go on. The service's rate limits are kept to by waiting.
/// Nothing is sent twice because a reply was lost.
/// Errors: path_not_found, not_a_file, file_empty, file_unreadable, file_changed, invalid_file_type, file_too_large, storage_rejected,
/// upload_interrupted; with -Wait also file_processing_failed and wait_timeout; and failures of the network or the service.
/// </remarks>
/// <example><code>Get-ChildItem *.pdf | Send-MemicFile -Wait</code><para>Sends the PDFs of this folder and emits each when it can be searched.</para></example>
/// <example><code>Import-Csv map.csv | Send-MemicFile</code><para>Sends the files of the column Path, with the column ReferenceId as their own id.</para></example>
// No default parameter set: with one, PowerShell would take an object that has both FullName and ReferenceId as a text.
[Cmdlet(VerbsCommunications.Send, "MemicFile", SupportsShouldProcess = true)]
[OutputType(typeof(MemicFile))]
public sealed class SendMemicFileCommand : ConnectedCmdlet
{
    const string PathSet = "Path";
    const string LiteralPathSet = "LiteralPath";

    FileSender? _sender;

    /// <summary>The files; wildcards are allowed. Relative to the PowerShell location. Where a file has exactly this name, brackets and all, it is that file.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The files, by exactly these names: no character is a wildcard.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Your own id for the file, up to 255 characters; searches can filter by it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ReferenceId { get; set; }

    /// <summary>Your own values: text, numbers, booleans, dates, lists and hashtables.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public IDictionary? Metadata { get; set; }

    /// <summary>The id of the folder. By default the environment's default folder.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? FolderId { get; set; }

    /// <summary>The MIME type. By default by the extension.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? MimeType { get; set; }

    /// <summary>Waits until each file can be searched before it is emitted.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>With -Wait: how long each file may take, as a TimeSpan or in seconds, from when it was sent. By default 30 minutes.</summary>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan Timeout { get; set; } = FileWaiter.DefaultTimeout;

    /// <summary>How many files are sent at once: 1 to 64. By default 8.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        var waiter = Wait ? new FileWaiter(Client, Timeout, StopToken) : null;
        _sender = new FileSender(Client, ThrottleLimit, waiter, StopToken);
        if (waiter is not null)
        {
            Watch(waiter.Work);
        }

        Watch(_sender.Work);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var isLiteral = ParameterSetName == LiteralPathSet;
        foreach (var path in isLiteral ? LiteralPath : Path)
        {
            foreach (var file in Resolve(path, isLiteral))
            {
                if (ShouldProcess(file))
                {
                    Pump(_sender!.AddAsync(ToSend(file)));
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Pump(_sender!.CompleteAsync());
        base.EndProcessing();
    }

    FileToSend ToSend(string file) => new()
    {
        Path = file,
        ReferenceId = Given(ReferenceId),
        Metadata = Metadata,
        FolderId = Given(FolderId),
        MimeType = Given(MimeType),
    };

    /// <summary>An empty cell of a CSV says nothing.</summary>
    static string? Given(string? value) => string.IsNullOrEmpty(value) ? null : value;

    IReadOnlyList<string> Resolve(string path, bool isLiteral)
    {
        try
        {
            return FilePaths.Resolve(SessionState.Path, path, isLiteral);
        }
        catch (MemicException e)
        {
            Pump(Reports.ReportAsync(new FailureEvent(e, path), StopToken));
            return [];
        }
    }
}
