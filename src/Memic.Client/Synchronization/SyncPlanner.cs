namespace Memic;

/// <summary>
/// Decides what to do, from what the service holds and from the files of the folder as they are met, without doing anything.
/// It never speaks of a file that does not carry our marker and this source: the manifest has no other.
/// </summary>
internal sealed class SyncPlanner(SyncManifest manifest, SyncRules rules)
{
    private readonly Dictionary<string, string> _names = new(manifest.IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
    private readonly HashSet<string> _present = new(StringComparer.Ordinal);
    private readonly HashSet<string> _presentFolders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _planned = new(StringComparer.Ordinal);
    private bool _hasUnreadable;
    private bool _hasFiles;

    /// <summary>Takes in what a scan met.</summary>
    /// <returns>What to do about a file; <see langword="null"/> for anything else.</returns>
    public SyncStep? Add(FolderEntry entry)
    {
        switch (entry.Kind)
        {
            case FolderEntryKind.Excluded:
                Protect(entry);
                return null;
            case FolderEntryKind.Unreadable:
                _hasUnreadable = true;
                Protect(entry);
                return new(SyncStepKind.Fail, entry) { Reason = Unreadable(entry) };
            default:
                return AddFile(entry);
        }
    }

    /// <summary>Decides about a file that had to be compared, or whose kind the hash does not change.</summary>
    /// <param name="step">The step that <see cref="Add"/> returned.</param>
    /// <param name="content">What the file holds.</param>
    public SyncStep Decide(SyncStep step, FileFingerprint content)
    {
        var versions = manifest.Find(step.Path);
        var same = versions.Where(version => version.Matches(content.Sha256, content.Size, rules.MetadataHash)).ToArray();
        var kept = same.FirstOrDefault(version => version.State == SyncedVersionState.Ready) ?? same.FirstOrDefault(version => version.State == SyncedVersionState.Processing);
        var obsolete = versions.Where(version => version != kept).ToArray();
        var kind = kept is { State: SyncedVersionState.Ready } ? SyncStepKind.Keep
            : kept is not null ? SyncStepKind.Await
            : KindOfSending(versions);
        return step with { Kind = kind, Version = kept, Obsolete = obsolete };
    }

    /// <summary>Decides about what the folder does not have, once all of it was taken in.</summary>
    public SyncRemovals Finish()
    {
        var unfinished = manifest.Files.Where(file => !_planned.Contains(file.Key)).SelectMany(file => file.Value).Where(version => !IsFinished(version)).ToArray();
        var gone = rules.Delete ? FindGone() : [];
        var refusal = gone.Count == 0 ? null
            : _hasUnreadable ? SyncMessages.FolderIncomplete
            : !_hasFiles ? SyncMessages.FolderEmpty
            : null;
        return new(unfinished, refusal is null ? gone.SelectMany(versions => versions.Where(IsFinished)).ToArray() : [], refusal);
    }

    /// <summary>
    /// Why nothing at all may be done, once all of the folder was taken in; <see langword="null"/> if it may. A folder that lost more
    /// than half may be another than the one that is meant. What it holds must not be sent either: with that, the next run
    /// would find less than half gone.
    /// </summary>
    public string? FindRefusal()
    {
        if (!rules.Delete || rules.Force)
        {
            return null;
        }

        var (gone, total) = (FindGone().Count, manifest.Files.Values.Count(versions => versions.Any(IsFinished)));
        return _hasFiles && gone * 2L > total ? SyncMessages.MoreThanHalf(gone, total) : null;
    }

    private List<List<SyncedVersion>> FindGone() =>
        [.. manifest.Files.Where(file => !IsPresent(file.Key) && file.Value.Any(IsFinished)).Select(file => file.Value)];

    private SyncStep AddFile(FolderEntry file)
    {
        _hasFiles = true;
        if (TryNormalize(file.Path, out var error) is not { } path)
        {
            return new(SyncStepKind.Fail, file) { Reason = error };
        }

        _present.Add(path);
        var step = new SyncStep(SyncStepKind.Compare, file) { Path = path, ReferenceId = SyncIdentity.ToReferenceId(manifest.Source, path) };
        if (_names.TryGetValue(path, out var other))
        {
            return step with { Kind = SyncStepKind.Fail, Reason = new(MemicErrorCodes.InvalidInput, SyncMessages.NameTaken(file.Path, other)) };
        }

        _names.Add(path, file.Path);
        if (file.Error is not null)
        {
            return step with { Kind = SyncStepKind.Fail, Reason = Unreadable(file) };
        }

        if (AcceptedFiles.RefusalOf(file) is { } refusal)
        {
            return step with { Kind = rules.Strict ? SyncStepKind.Fail : SyncStepKind.Skip, Reason = refusal };
        }

        _planned.Add(path);
        var versions = manifest.Find(path);
        return versions.Any(version => version.MayMatch(file.Size, rules.MetadataHash)) ? step
            : step with { Kind = KindOfSending(versions), Obsolete = versions };
    }

    /// <summary>What is there stays, whether or not it takes part: a pattern too narrow must not cost what earlier runs sent.</summary>
    private void Protect(FolderEntry entry)
    {
        // A name that cannot be normalized is the name of no synchronized file.
        if (TryNormalize(entry.Path, out _) is { } path && (entry.IsFolder || manifest.Files.ContainsKey(path)))
        {
            (entry.IsFolder ? _presentFolders : _present).Add(path);
        }
    }

    private bool IsPresent(string path)
    {
        var isPresent = _present.Contains(path);
        for (var end = path.LastIndexOf('/'); end > 0 && !isPresent; end = path.LastIndexOf('/', end - 1))
        {
            isPresent = _presentFolders.Contains(path.Substring(0, end));
        }

        return isPresent;
    }

    private static string? TryNormalize(string path, out MemicException? error)
    {
        try
        {
            error = null;
            return SyncIdentity.Normalize(path);
        }
        catch (MemicException e)
        {
            error = e;
            return null;
        }
    }

    private static bool IsFinished(SyncedVersion version) => version.State != SyncedVersionState.Unfinished;

    private static SyncStepKind KindOfSending(IReadOnlyList<SyncedVersion> versions) =>
        versions.Any(version => version.State is SyncedVersionState.Ready or SyncedVersionState.Processing) ? SyncStepKind.Replace : SyncStepKind.Send;

    private static MemicException Unreadable(FolderEntry entry) =>
        new(MemicErrorCodes.FileUnreadable, SyncMessages.Unreadable(entry.Path.Length == 0 ? entry.FullPath : entry.Path, entry.Error!.Message), entry.Error);
}
