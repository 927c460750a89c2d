namespace Memic;

/// <summary>One upload under way.</summary>
public sealed class TransferProgress : IDisposable
{
    readonly MemicProgress _overall;
    long _done;

    internal TransferProgress(MemicProgress overall, string name, long total)
    {
        _overall = overall;
        Name = name;
        Total = total;
    }

    /// <summary>The file's name.</summary>
    public string Name { get; }

    /// <summary>Its size in bytes.</summary>
    public long Total { get; }

    /// <summary>How many bytes are sent.</summary>
    public long Done => Interlocked.Read(ref _done);

    internal void Add(int bytes)
    {
        Interlocked.Add(ref _done, bytes);
        _overall.Add(bytes);
    }

    // A repeated upload starts at the first byte: what was counted for it was not kept.
    internal void Restart() => _overall.Add(-Interlocked.Exchange(ref _done, 0));

    /// <summary>Takes the transfer off the list of those under way.</summary>
    public void Dispose() => _overall.End(this);
}
