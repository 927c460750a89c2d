using System.Globalization;

namespace Memic;

/// <summary>What a synchronization did, in numbers.</summary>
public sealed class MemicSyncSummary
{
    internal MemicSyncSummary(string source, IReadOnlyDictionary<MemicSyncAction, int> counts, long bytes, TimeSpan elapsed, long notBegun) =>
        (Source, Counts, Bytes, Elapsed, NotBegun) = (source, counts, bytes, elapsed, notBegun);

    /// <summary>Gets the source.</summary>
    public string Source { get; }

    /// <summary>Gets the number of files for each action.</summary>
    public IReadOnlyDictionary<MemicSyncAction, int> Counts { get; }

    /// <summary>Gets the number of bytes that were sent.</summary>
    public long Bytes { get; }

    /// <summary>Gets how long it took.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Gets the number of files that were not begun because of an error that ended the run.</summary>
    public long NotBegun { get; }

    /// <inheritdoc/>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "Synchronized {0}: {1} sent, {2} replaced, {3} removed, {4} unchanged, {5} skipped, {6} failed{7}; {8:N0} bytes in {9:0.0} s",
        DisplayText.Clean(Source),
        Count(MemicSyncAction.Sent),
        Count(MemicSyncAction.Replaced),
        Count(MemicSyncAction.Removed),
        Count(MemicSyncAction.Unchanged),
        Count(MemicSyncAction.Skipped),
        Count(MemicSyncAction.Failed),
        NotBegun == 0 ? string.Empty : FormattableString.Invariant($", {NotBegun} not begun"),
        Bytes,
        Elapsed.TotalSeconds);

    private int Count(MemicSyncAction action) => Counts.TryGetValue(action, out var count) ? count : 0;
}
