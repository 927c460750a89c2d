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
    public static LocalFile Inspect(FileToSend source)
    {
        var info = new FileInfo(source.Path);
        if (!info.Exists)
        {
            throw Directory.Exists(source.Path)
                ? new MemicException(MemicErrorCodes.NotAFile, Texts.Directory(source.Path))
                : new MemicException(MemicErrorCodes.PathNotFound, Texts.PathNotFound(source.Path));
        }

        // Opened rather than measured: a link has the length of its target, and a file that cannot be read fails now.
        using var stream = Open(source);
        return !stream.CanSeek ? throw new MemicException(MemicErrorCodes.NotAFile, Texts.Pipe(source.Path))
            : stream.Length == 0 ? throw new MemicException(MemicErrorCodes.FileEmpty, Texts.Empty(source.Name))
            : new LocalFile(source, stream.Length, File.GetLastWriteTimeUtc(source.Path));
    }

    /// <summary>Opens it for one upload; others may go on writing to it or delete it.</summary>
    public Stream Open() => Open(Source);

    /// <exception cref="MemicException"><c>file_changed</c>.</exception>
    public void EnsureUnchanged()
    {
        var now = new FileInfo(Source.Path);
        if (!now.Exists || File.GetLastWriteTimeUtc(Source.Path) != _changed || LengthNow() != Length)
        {
            throw Changed();
        }
    }

    public MemicException Changed() => new(MemicErrorCodes.FileChanged, Texts.Changed(Source.Name));

    long LengthNow()
    {
        using var stream = Open();
        return stream.Length;
    }

    static FileStream Open(FileToSend source)
    {
        try
        {
            return new FileStream(source.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new MemicException(MemicErrorCodes.FileUnreadable, Texts.Unreadable(source.Name, e.Message), e);
        }
    }
}
