namespace Memic;

/// <summary>A file as it was when sending began, so that a change in between is noticed.</summary>
internal sealed class LocalFile
{
    readonly DateTime _changed;

    LocalFile(FileToSend source, long length, DateTime changed)
    {
        (Source, Length, _changed) = (source, length, changed);
    }

    public FileToSend Source { get; }

    public long Length { get; }

    /// <exception cref="MemicException"><c>path_not_found</c>, <c>not_a_file</c>, <c>file_empty</c> or <c>file_unreadable</c>.</exception>
    public static LocalFile Inspect(FileToSend source) => Guard(source, () =>
    {
        if (!File.Exists(source.Path))
        {
            throw Directory.Exists(source.Path)
                ? new MemicException(MemicErrorCodes.NotAFile, Texts.Directory(source.Path))
                : new MemicException(MemicErrorCodes.PathNotFound, Texts.PathNotFound(source.Path));
        }

        // Opened rather than measured: a link has the length of its target, and a file that cannot be read fails now.
        using var stream = OpenRead(source.Path);
        return !stream.CanSeek ? throw new MemicException(MemicErrorCodes.NotAFile, Texts.Pipe(source.Path))
            : stream.Length == 0 ? throw new MemicException(MemicErrorCodes.FileEmpty, Texts.Empty(source.Name))
            : new LocalFile(source, stream.Length, File.GetLastWriteTimeUtc(source.Path));
    });

    /// <summary>Opens it for one upload; others may go on writing to it or delete it.</summary>
    /// <exception cref="MemicException"><c>file_unreadable</c>.</exception>
    public Stream Open() => Guard(Source, () => OpenRead(Source.Path));

    /// <exception cref="MemicException"><c>file_changed</c>.</exception>
    public void EnsureUnchanged() => Guard(Source, () =>
    {
        var info = new FileInfo(Source.Path);
        return info.Exists && LengthOf(info) == Length && info.LastWriteTimeUtc == _changed ? true : throw Changed();
    });

    /// <summary>A link is opened for the length of its target; anything else need not be opened again.</summary>
    static long LengthOf(FileInfo info)
    {
        if ((info.Attributes & FileAttributes.ReparsePoint) == 0)
        {
            return info.Length;
        }

        using var target = OpenRead(info.FullName);
        return target.Length;
    }

    public MemicException Changed() => new(MemicErrorCodes.FileChanged, Texts.Changed(Source.Name));

    public MemicException Unreadable(Exception cause) => Unreadable(Source, cause);

    static FileStream OpenRead(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);

    static MemicException Unreadable(FileToSend source, Exception cause) => new(MemicErrorCodes.FileUnreadable, Texts.Unreadable(source.Name, cause.Message), cause);

    static T Guard<T>(FileToSend source, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException or ArgumentException or NotSupportedException)
        {
            throw Unreadable(source, e);
        }
    }
}
