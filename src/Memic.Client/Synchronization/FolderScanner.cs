namespace Memic;

/// <summary>
/// Walks through a folder as <c>Get-ChildItem -Recurse -File</c> does: no hidden files, nothing below hidden folders or behind links to
/// folders (so that one that loops ends), links to files as files. A folder is read when it is reached, in the order of its names.
/// </summary>
internal sealed class FolderScanner(string root, SyncFilter filter)
{
    /// <summary>What is in the folder, one at a time.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public IEnumerable<FolderEntry> Scan(CancellationToken cancellationToken)
    {
        // A stack rather than recursion: folders may be nested deeper than nested iterators are cheap.
        var folders = new Stack<(ScannedFolder Folder, IEnumerator<FileSystemInfo> Children)>();
        for (var next = new ScannedFolder(root, string.Empty, parent: null); ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (next is not null)
            {
                if (Guard(next.Read, out var children) is { } error)
                {
                    yield return new(FolderEntryKind.Unreadable, next.Path, next.FullPath) { IsFolder = true, Error = error };
                }
                else
                {
                    folders.Push((next, children!.AsEnumerable().GetEnumerator()));
                }

                next = null;
            }

            while (folders.Count > 0 && !folders.Peek().Children.MoveNext())
            {
                folders.Pop();
            }

            if (folders.Count == 0)
            {
                yield break;
            }

            var (folder, current) = (folders.Peek().Folder, folders.Peek().Children.Current);
            if (Guard(() => Look(folder, current), out var entry) is { } failure)
            {
                var kind = current is DirectoryInfo ? FolderEntryKind.Unreadable : FolderEntryKind.File;
                yield return new(kind, folder.PathOf(current.Name), current.FullName) { IsFolder = current is DirectoryInfo, Error = failure };
            }
            else if (entry is not null)
            {
                yield return entry;
            }
            else if (current is DirectoryInfo && current.Exists)
            {
                next = new ScannedFolder(current.FullName, folder.PathOf(current.Name), folder);
            }
        }
    }

    /// <summary>What there is to say of a path; <see langword="null"/> for a folder that must be read, and for what is no longer there.</summary>
    private FolderEntry? Look(ScannedFolder folder, FileSystemInfo info)
    {
        var path = folder.PathOf(info.Name);
        var attributes = info.Attributes;
        if ((int)attributes == -1)
        {
            return null;
        }

        var isFolder = info is DirectoryInfo;
        var isExcluded = (attributes & FileAttributes.Hidden) != 0 || info.Name == IgnoreRules.FileName
            || folder.Ignores(info.Name, isFolder) || (isFolder ? IsLink(info) || filter.ExcludesFolder(path) : !filter.Includes(path));
        return isExcluded ? new FolderEntry(FolderEntryKind.Excluded, path, info.FullName) { IsFolder = isFolder }
            : isFolder ? null
            : new FolderEntry(FolderEntryKind.File, path, info.FullName) { Size = SizeOf((FileInfo)info), IsTypeNamed = filter.NamesType(path) };
    }

    /// <summary>A placeholder of a cloud drive is no link, although it has such an attribute too.</summary>
    private static bool IsLink(FileSystemInfo info) =>
#if NET
        info.LinkTarget is not null;
#else
        (info.Attributes & FileAttributes.ReparsePoint) != 0;
#endif

    private static long SizeOf(FileInfo file)
    {
        if ((file.Attributes & FileAttributes.ReparsePoint) == 0)
        {
            return file.Length;
        }

#if NET
        return file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target.Length : file.Length;
#else
        using var target = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return target.Length;
#endif
    }

    /// <summary>Runs something that touches the disk; returns what went wrong, if something did.</summary>
    private static Exception? Guard<T>(Func<T> read, out T? result)
    {
        try
        {
            result = read();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException or ArgumentException or NotSupportedException)
        {
            result = default;
            return e;
        }
    }
}
