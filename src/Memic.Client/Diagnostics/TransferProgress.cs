namespace Memic;

/// <summary>The progress of one upload.</summary>
public sealed class TransferProgress : IDisposable
{
    private readonly MemicProgress _overall;
    private long _done;

    internal TransferProgress(MemicProgress overall, string name, long total)
    {
        _overall = overall;
        Name = name;
        Total = total;
    }

    /// <summary>Gets the file's name.</summary>
    public string Name { get; }

    /// <summary>Gets the file's size in bytes.</summary>
    public long Total { get; }

    /// <summary>Gets the number of bytes that were sent.</summary>
    public long Done => Interlocked.Read(ref _done);

    internal void Add(int bytes)
    {
        Interlocked.Add(ref _done, bytes);
        _overall.Add(bytes);
    }

    // A repeated upload starts at the first byte: what was counted for it was not kept.
    internal void Restart() => _overall.Add(-Interlocked.Exchange(ref _done, 0));

    /// <summary>Removes the transfer from those under way.</summary>
    public void Dispose() => _overall.End(this);
}
