using System.Collections;
using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Synchronizes a folder with Memic: sends what is new or changed, and optionally removes what is gone.</summary>
/// <remarks>
/// New and changed files are sent, unchanged ones cost nothing but the list of files. A changed file is sent, waited for, and only then is the old version deleted, so that search never has a gap.
/// Files are known by their path below the folder and by the source, which is the folder's own name unless -Source says otherwise. Only files that were sent by Sync-MemicFolder for this source are ever replaced or deleted; what Send-MemicFile, another source or another tool put there is never touched.
/// Hidden files and links to folders are left out, as by Get-ChildItem -Recurse -File. A file named .memicignore, in the folder or below, leaves out more, by the rules of .gitignore. What is left out is not deleted either: -Delete removes only what the folder no longer has.
/// An interrupted run does no harm, at any instant: the next one finishes the work. A second run at the same time ends with sync_in_progress.
/// Errors: path_not_found, not_a_file, invalid_input, sync_in_progress, delete_refused; for single files file_unreadable, file_changed, file_processing_failed, wait_timeout, storage_rejected and upload_interrupted; with -Strict also file_empty, invalid_file_type and file_too_large; and errors of the network or the service.
/// </remarks>
/// <example><code>Sync-MemicFolder ./docs</code><para>Sends what is new or changed in the folder docs, and emits each file as it can be searched.</para></example>
/// <example><code>Sync-MemicFolder ./docs -Delete -WhatIf</code><para>Shows what would be sent, replaced and removed, and changes nothing.</para></example>
/// <example><code>Sync-MemicFolder ./share -Source handbook -Include *.pdf, *.docx -Exclude drafts/ -Delete | Where-Object Action -EQ Failed</code><para>Keeps the PDF and Word files of a share, but for its folder drafts, in step with the source handbook, and emits what failed.</para></example>
// PowerShell asks for the path of the default parameter set where there is none.
[Cmdlet(VerbsData.Sync, "MemicFolder", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(MemicSyncResult))]
public sealed class SyncMemicFolderCommand : ConnectedCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly HashSet<string> _sources = new(StringComparer.Ordinal);
    private FolderSynchronizer? _synchronizer;

    /// <summary>Specifies the folders; wildcards are allowed. Relative to the PowerShell location.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PathInput]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Specifies the folders by exactly these names: no character is a wildcard.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [PathInput]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Specifies the name of the collection in Memic, up to 100 characters. By default, the folder's own name. The same folder under another source is another collection.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Source { get; set; }

    /// <summary>Specifies the files that take part, by wildcards: of names, or of paths below the folder. A type that Memic is not documented to take is tried only if it is named here, such as *.doc.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Include { get; set; }

    /// <summary>Specifies the files that do not take part, by wildcards: of names, or of paths of files or folders below the folder, such as drafts/.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Exclude { get; set; }

    /// <summary>Specifies your own values for every file of the source. Other values than before make every file a changed one.</summary>
    [Parameter]
    public IDictionary? Metadata { get; set; }

    /// <summary>Removes from Memic what the folder no longer has. Refused with delete_refused, and nothing is removed, if the folder is empty, if it or the list of files could not be read in full, or if more than half of the source would go; in the last case nothing is sent either, because the folder may not be the one that is meant.</summary>
    [Parameter]
    public SwitchParameter Delete { get; set; }

    /// <summary>Lets -Delete remove more than half of the source. An empty folder still removes nothing.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Makes it an error that a file is empty, too large or of a type that Memic does not take. By default such files are skipped.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <summary>Emits also the files that are unchanged or skipped.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>Specifies how long each file may take to become searchable, as a TimeSpan or in seconds, from when it was sent. By default 30 minutes.</summary>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan Timeout { get; set; } = FileStatusPoller.DefaultTimeout;

    /// <summary>Specifies how many files are sent at once: 1 to 64. By default 8.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override bool IsStreaming => true;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in (ParameterSetName == LiteralPathSet ? LiteralPath : Path).Where(input => IsUsable(input, input)))
        {
            var literal = InputText.LiteralOf(input);
            var path = literal ?? input;
            try
            {
                foreach (var folder in FilePaths.ResolveFolders(SessionState.Path, path, literal is not null || ParameterSetName == LiteralPathSet))
                {
                    Synchronize(CreateOptions(folder));
                }
            }
            catch (MemicException e)
            {
                WriteFailure(e, path);
            }
        }
    }

    private void Synchronize(FolderSyncOptions options)
    {
        // Two folders of one source would each take the files of the other for gone.
        if (!_sources.Add(FolderSynchronizer.GetSource(options)))
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, $"{options.Path}: another folder of this command has the same source. Name each source with -Source.");
        }

        _synchronizer = new FolderSynchronizer(Client, options, ConfirmAsync, ReportAsync);
        TryRun(options.Path, _synchronizer.RunAsync, out _);
    }

    private protected override void WriteFailure(MemicException error, object? target)
    {
        if (error.Error.IsTerminating && _synchronizer is { NotBegun.Count: > 0 } run)
        {
            Complete();
            ThrowTerminatingError(ErrorRecords.From(error, target, run.NotBegun.Describe()));
        }

        base.WriteFailure(error, target);
    }

    private FolderSyncOptions CreateOptions(string folder) => new()
    {
        Path = folder,
        Source = Source,
        Include = Include,
        Exclude = Exclude,
        Metadata = Metadata,
        Delete = Delete,
        Force = Force,
        Strict = Strict,
        All = All,
        Timeout = Timeout,
        ThrottleLimit = ThrottleLimit,
    };

    private Task<bool> ConfirmAsync(MemicSyncResult planned, CancellationToken cancellationToken)
    {
        var action = Describe(planned);
        return AskAsync(() => ShouldProcess(action, action + "?", "Confirm"), cancellationToken);
    }

    private string Describe(MemicSyncResult planned)
    {
        var (verb, preposition) = planned.Action switch
        {
            MemicSyncAction.Sent => ("Upload", "to"),
            MemicSyncAction.Replaced => ("Replace", "in"),
            _ => ("Delete", "from"),
        };
        var size = planned.Size is { } bytes ? $" ({ByteSize.Describe(bytes)})" : string.Empty;
        var reason = planned.Reason is null ? string.Empty : $": {planned.Reason.TrimEnd('.')}";
        return DisplayText.Clean($"{verb} '{planned.ReferenceId}'{size} {preposition} {ConnectionText.Describe(Client.Connection)}{reason}");
    }

    private async Task ReportAsync(MemicSyncResult result, CancellationToken cancellationToken)
    {
        await Notifications.WriteAsync(new CmdletResult(result), cancellationToken).ConfigureAwait(false);
        if (result.Action == MemicSyncAction.Failed && result.GetError() is { Error.IsTerminating: false } error)
        {
            await Notifications.WriteAsync(new CmdletFailure(error, result.Path), cancellationToken).ConfigureAwait(false);
        }
    }
}
