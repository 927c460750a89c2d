using System.Security.Cryptography;

namespace Memic;

/// <summary>
/// A file as its opened handle described it when the upload began, so that a change in between is noticed: also behind a
/// link, and also where another file took its place.
/// </summary>
internal sealed class LocalFile : IDisposable
{
    private readonly FileUploadRequest _source;
    private readonly DateTime _lastWrite;
    private FileStream? _first;

    private LocalFile(FileUploadRequest source, FileStream opened, DateTime lastWrite) =>
        (_source, _first, Length, _lastWrite) = (source, opened, opened.Length, lastWrite);

    /// <summary>Gets the length in bytes.</summary>
    public long Length { get; }

    /// <exception cref="MemicException"><c>path_not_found</c>, <c>not_a_file</c>, <c>file_empty</c> or <c>file_unreadable</c>.</exception>
    public static LocalFile Inspect(FileUploadRequest source) => Guard(source, () =>
    {
        if (!File.Exists(source.Path))
        {
            throw Directory.Exists(source.Path)
                ? new MemicException(MemicErrorCodes.NotAFile, Messages.Directory(source.Path))
                : new MemicException(MemicErrorCodes.PathNotFound, Messages.PathNotFound(source.Path));
        }

        // Opening a pipe that nobody writes to would wait for ever.
        if (FileKind.IsPipeOrDevice(source.Path))
        {
            throw new MemicException(MemicErrorCodes.NotAFile, Messages.Pipe(source.Path));
        }

        var stream = source.OpenRead(source.Path);
        try
        {
            return !stream.CanSeek ? throw new MemicException(MemicErrorCodes.NotAFile, Messages.Pipe(source.Path))
                : stream.Length == 0 ? throw new MemicException(MemicErrorCodes.FileEmpty, Messages.Empty(source.Name))
                : new LocalFile(source, stream, FileKind.GetLastWriteTime(stream));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    });

    /// <summary>Opens the file for one upload; others may go on writing to it or delete it.</summary>
    /// <exception cref="MemicException"><c>file_unreadable</c> or <c>file_changed</c>.</exception>
    public Stream Open() => Guard(_source, () =>
    {
        // The first upload takes the handle that was inspected.
        if (Interlocked.Exchange(ref _first, null) is { } first)
        {
            return first;
        }

        var again = _source.OpenRead(_source.Path);
        try
        {
            EnsureSame(again);
            return again;
        }
        catch
        {
            again.Dispose();
            throw;
        }
    });

    /// <summary>Begins to hash what is sent, where that must be a certain content; <see langword="null"/> where it need not be.</summary>
    public IncrementalHash? BeginHash() => _source.ExpectedSha256 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Checks the hash of what was sent.</summary>
    /// <exception cref="MemicException"><c>file_changed</c>.</exception>
    public void EnsureHash(IncrementalHash? hash)
    {
        if (hash is not null && Hex.Of(hash.GetHashAndReset()) != _source.ExpectedSha256)
        {
            throw Changed();
        }
    }

    /// <summary>Checks what was read against what was inspected.</summary>
    /// <exception cref="MemicException"><c>file_changed</c>.</exception>
    public void EnsureSame(Stream stream)
    {
        if (stream is FileStream file && (file.Length != Length || FileKind.GetLastWriteTime(file) != _lastWrite))
        {
            throw Changed();
        }
    }

    /// <summary>Checks that the path still leads to the file that was inspected.</summary>
    /// <exception cref="MemicException"><c>file_changed</c>.</exception>
    public void EnsureUnchanged() => Guard(_source, () =>
    {
        if (!File.Exists(_source.Path))
        {
            throw Changed();
        }

        using var now = _source.OpenRead(_source.Path);
        EnsureSame(now);
        return true;
    });

    public MemicException Changed() => new(MemicErrorCodes.FileChanged, Messages.Changed(_source.Name));

    public MemicException Unreadable(Exception cause) => Unreadable(_source, cause);

    public void Dispose() => Interlocked.Exchange(ref _first, null)?.Dispose();

    private static MemicException Unreadable(FileUploadRequest source, Exception cause) =>
        new(MemicErrorCodes.FileUnreadable, Messages.Unreadable(source.Name, cause.Message), cause);

    private static T Guard<T>(FileUploadRequest source, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Also a link that leads nowhere, and a file that has just gone.
            throw new MemicException(MemicErrorCodes.PathNotFound, Messages.PathNotFound(source.Path), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException or ArgumentException or NotSupportedException)
        {
            throw Unreadable(source, e);
        }
    }
}
