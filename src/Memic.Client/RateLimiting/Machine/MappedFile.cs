using System.IO.MemoryMappedFiles;

namespace Memic;

/// <summary>A file as 64-bit words in memory, shared with every process that maps it.</summary>
internal sealed class MappedFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly int _length;

    public MappedFile(FileStream stream, int length)
    {
        (_stream, _length) = (stream, length);
        _map = MemoryMappedFile.CreateFromFile(stream, null, (long)length * sizeof(long), MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        _view = _map.CreateViewAccessor(0, (long)length * sizeof(long), MemoryMappedFileAccess.ReadWrite);
    }

    public delegate TResult Reader<in TState, out TResult>(Span<long> words, TState state);

    /// <summary>
    /// Works on the words; <see langword="false"/> if they are no longer there: a system ends a process that touches mapped
    /// memory behind the end of its file, so that somebody who cuts the file off must not go unnoticed.
    /// </summary>
    public unsafe bool TryUse<TState, TResult>(Reader<TState, TResult> use, TState state, out TResult result)
    {
        var handle = _view.SafeMemoryMappedViewHandle;
        byte* pointer = null;
        try
        {
            handle.AcquirePointer(ref pointer);
            if (_stream.Length >= (long)_length * sizeof(long))
            {
                result = use(new Span<long>(pointer + _view.PointerOffset, _length), state);
                return true;
            }
        }
        catch (ObjectDisposedException)
        {
            // The connection was closed in the meantime.
        }
        finally
        {
            if (pointer is not null)
            {
                handle.ReleasePointer();
            }
        }

        result = default!;
        return false;
    }

    public void Dispose()
    {
        _view.Dispose();
        _map.Dispose();
        _stream.Dispose();
    }
}
