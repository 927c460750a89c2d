using System.Collections;
using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Uploads files to Memic and optionally waits until they are searchable.</summary>
/// <remarks>
/// Several files are uploaded at once, each streamed from disk. Each file is emitted as it finishes; one that fails is an error, and the others go on. The service's rate limits are respected by waiting.
/// Nothing is sent twice because a response was lost.
/// An upload that fails after it has begun can leave a record without content in Memic: Get-MemicFile shows it with the state Incomplete. It is never searchable, and is not a file that is there: send the file again, and remove the record with Remove-MemicFile, when nobody is sending it or when it is old (Where-Object Age -GT '1.00:00').
/// A run that was killed leaves such records too. Sending again is safe: what was confirmed is not sent twice by a retry, and each file that failed is an error about it.
/// Errors: path_not_found, not_a_file, file_empty, file_unreadable, file_changed, invalid_file_type, file_too_large, storage_rejected,
/// upload_interrupted; with -Wait also file_processing_failed and wait_timeout; and errors of the network or the service.
/// </remarks>
/// <example><code>Get-ChildItem *.pdf | Send-MemicFile -Wait</code><para>Uploads the PDFs of this folder and emits each when it can be searched.</para></example>
/// <example><code>Import-Csv map.csv | Send-MemicFile</code><para>Uploads the files of the column Path, with the column ReferenceId as their own id.</para></example>
/// <example><code>Send-MemicFile report.pdf -ReferenceId crm/4711 -Metadata @{ customer = 'Contoso'; year = 2026; tags = 'offer', 'signed' }</code><para>Uploads a file with an id and values of your own.</para></example>
/// <example><code>
/// Get-ChildItem *.pdf | Send-MemicFile -ErrorAction SilentlyContinue -ErrorVariable failures
/// $failures | Select-Object TargetObject, FullyQualifiedErrorId
/// </code><para>Uploads the PDFs of this folder, and lists those that failed with their codes.</para></example>
// PowerShell asks for the path of the default parameter set where there is none.
[Cmdlet(VerbsCommunications.Send, "MemicFile", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(MemicFile))]
public sealed class SendMemicFileCommand : FileBatchCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private FileStatusPoller? _poller;
    private UploadQueue? _queue;

    /// <summary>Specifies the files; wildcards are allowed. Relative to the PowerShell location. Where a file has exactly this name, brackets and all, it is that file.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PathInput]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Specifies the files by exactly these names: no character is a wildcard.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [PathInput]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Specifies your own id for the file, up to 255 characters; searches can filter by it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [TextInput("ReferenceId")]
    public string? ReferenceId { get; set; }

    /// <summary>Specifies your own values as a hashtable, an object or JSON text: text, numbers, booleans, dates, lists and tables of them. A value without a JSON form is an error that names its key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [TableInput("Metadata")]
    public IDictionary? Metadata { get; set; }

    /// <summary>Specifies the id of the folder. By default, the environment's default folder.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FolderIdCompleter))]
    [TextInput("FolderId")]
    public string? FolderId { get; set; }

    /// <summary>Specifies the MIME type. By default, the one of the extension.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(MimeTypeCompleter))]
    [TextInput("MimeType")]
    public string? MimeType { get; set; }

    /// <summary>Waits until each file can be searched before it is emitted.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Specifies with -Wait how long each file may take, as a TimeSpan or in seconds, from when it was uploaded. By default 30 minutes.</summary>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan Timeout { get; set; } = FileStatusPoller.DefaultTimeout;

    /// <summary>Specifies how many files are uploaded at once: 1 to 64. By default 8.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _poller = Wait || MyInvocation.BoundParameters.ContainsKey(nameof(Timeout)) ? CreatePoller(Timeout) : null;
        _queue = Own(new UploadQueue(Client, ThrottleLimit, Wait ? WaitUntilReadyAsync : null, StopToken));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var isLiteral = ParameterSetName == LiteralPathSet;
        foreach (var path in (isLiteral ? LiteralPath : Path).Where(IsUsable))
        {
            var literal = InputText.LiteralOf(path);
            foreach (var file in Resolve(literal ?? path, isLiteral || literal is not null))
            {
                if (ConfirmUpload(file))
                {
                    Upload(file);
                }
            }
        }
    }

    private protected override Task WorkAtEnd => _poller?.Completion ?? Task.CompletedTask;

    private bool ConfirmUpload(string path)
    {
        var file = new FileInfo(path);
        var size = file.Exists ? $" ({ByteSize.Describe(file.Length)})" : string.Empty;
        var action = $"Upload '{DisplayText.Clean(file.Name)}'{size} to {ConnectionText.Describe(Client.Connection)}";
        return ShouldProcess(action, action + "?", "Confirm");
    }

    private void Upload(string path)
    {
        if (IsStopped)
        {
            Skip(path);
            return;
        }

        var adding = _queue!.AddAsync(CreateRequest(path));
        Pump(adding);
        Deliver(adding.GetAwaiter().GetResult(), path);
    }

    private FileUploadRequest CreateRequest(string path) => new()
    {
        Path = path,
        ReferenceId = NullIfEmpty(ReferenceId),
        Metadata = Metadata,
        FolderId = NullIfEmpty(FolderId),
        MimeType = NullIfEmpty(MimeType),
    };

    private bool IsUsable(string path) => IsUsable(path, Metadata, path, ReferenceId, FolderId, MimeType);

    /// <summary>What was confirmed is not lost where the wait cannot go on.</summary>
    private async Task<MemicFile> WaitUntilReadyAsync(MemicFile file)
    {
        try
        {
            return await _poller!.WaitAsync(file).ConfigureAwait(false);
        }
        catch (MemicException e) when (e.Error.IsTerminating)
        {
            await Notifications.WriteAsync(new CmdletFailure(e, null), StopToken).ConfigureAwait(false);
            return file;
        }
    }

    /// <summary>An empty cell of a CSV says nothing.</summary>
    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private IReadOnlyList<string> Resolve(string path, bool isLiteral)
    {
        try
        {
            return FilePaths.Resolve(SessionState.Path, path, isLiteral);
        }
        catch (MemicException e)
        {
            Deliver(Task.FromException<MemicFile>(e), path);
            Pump(Task.CompletedTask);
            return [];
        }
    }
}
