namespace Memic;

/// <summary>
/// Counts files and bytes. Counting is cheap and lock-free, and can be read at any time.
/// </summary>
public sealed class MemicProgress
{
    private readonly List<TransferProgress> _active = [];
    private long _filesTotal;
    private long _filesDone;
    private long _bytesTotal;
    private long _bytesDone;
    private volatile MemicWait? _wait;
    private volatile bool _isCounting;

    /// <summary>Gets the number of files that are known so far.</summary>
    public long FilesTotal => Interlocked.Read(ref _filesTotal);

    /// <summary>Gets whether more files may be found, so that the totals still grow.</summary>
    public bool IsCounting => _isCounting;

    /// <summary>Gets the number of files that ended, with success or not.</summary>
    public long FilesDone => Interlocked.Read(ref _filesDone);

    /// <summary>Gets the total size in bytes of the files that are known so far.</summary>
    public long BytesTotal => Interlocked.Read(ref _bytesTotal);

    /// <summary>Gets the number of bytes that were sent.</summary>
    public long BytesDone => Interlocked.Read(ref _bytesDone);

    /// <summary>Gets the wait under way, if there is one.</summary>
    public MemicWait? Wait => _wait;

    /// <summary>Gets the transfers under way, oldest first.</summary>
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

    /// <summary>Gets what is counted, in words.</summary>
    public string Unit { get; private set; } = "files";

    /// <summary>Gets what was done in all, once it is done.</summary>
    public string? Summary { get; internal set; }

    /// <summary>Says that more files may be found from now on.</summary>
    public void BeginCounting() => _isCounting = true;

    /// <summary>Says that every file was found.</summary>
    public void EndCounting() => _isCounting = false;

    internal void Expect(long bytes)
    {
        Interlocked.Increment(ref _filesTotal);
        Interlocked.Add(ref _bytesTotal, bytes);
    }

    internal void ExpectQuestions(int count)
    {
        Unit = "questions";
        Interlocked.Add(ref _filesTotal, count);
    }

    internal void ExpectMore(long bytes) => Interlocked.Add(ref _bytesTotal, bytes);

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
