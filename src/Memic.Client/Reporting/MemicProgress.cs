namespace Memic;

/// <summary>
/// Counts what is done. Counting is cheap and lock-free; whoever shows progress reads it as often as it likes.
/// </summary>
public sealed class MemicProgress
{
    readonly List<TransferProgress> _active = [];
    long _filesTotal;
    long _filesDone;
    long _bytesTotal;
    long _bytesDone;
    volatile MemicWait? _wait;

    /// <summary>Files that are known of so far.</summary>
    public long FilesTotal => Interlocked.Read(ref _filesTotal);

    /// <summary>Files that are finished, well or not.</summary>
    public long FilesDone => Interlocked.Read(ref _filesDone);

    /// <summary>Bytes of the files known of so far.</summary>
    public long BytesTotal => Interlocked.Read(ref _bytesTotal);

    /// <summary>Bytes that are sent.</summary>
    public long BytesDone => Interlocked.Read(ref _bytesDone);

    /// <summary>What is being waited for, if anything is.</summary>
    public MemicWait? Wait => _wait;

    /// <summary>The transfers under way, oldest first.</summary>
    public IReadOnlyList<TransferProgress> Active
    {
        get
        {
            lock (_active)
            {
                return [.. _active];
            }
        }
    }

    internal void Expect(long bytes)
    {
        Interlocked.Increment(ref _filesTotal);
        Interlocked.Add(ref _bytesTotal, bytes);
    }

    internal void Finish() => Interlocked.Increment(ref _filesDone);

    internal void Add(long bytes) => Interlocked.Add(ref _bytesDone, bytes);

    internal TransferProgress Begin(string name, long bytes)
    {
        var transfer = new TransferProgress(this, name, bytes);
        lock (_active)
        {
            _active.Add(transfer);
        }

        return transfer;
    }

    internal void End(TransferProgress transfer)
    {
        lock (_active)
        {
            _active.Remove(transfer);
        }
    }

    internal void BeginWait(MemicWait wait) => _wait = wait;

    internal void EndWait(MemicWait wait) => Interlocked.CompareExchange(ref _wait, null, wait);
}
