using System.Diagnostics;
using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Shows progress: one record over all and up to four for uploads under way, at most five records a second.</summary>
internal sealed class ProgressDisplay(PSCmdlet cmdlet, MemicProgress progress)
{
    private const int Overall = 0;
    private const int Slots = 4;

    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();
    private readonly Stopwatch _sinceRecord = new();
    private readonly HashSet<int> _shown = [];
    private int _written;

    /// <summary>The shortest time between two records, on average.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Shows the state, unless that was just done.</summary>
    public void Refresh()
    {
        var wait = progress.Wait is { } w && w.Until > DateTimeOffset.UtcNow ? w : null;
        if ((_sinceRecord.IsRunning && _sinceRecord.Elapsed.Ticks < Interval.Ticks * _written) || (progress.FilesTotal == 0 && wait is null))
        {
            return;
        }

        _sinceRecord.Restart();
        _written = 0;
        Write(new ProgressRecord(Overall, cmdlet.MyInvocation.MyCommand?.Name ?? "Memic", Status(wait))
        {
            PercentComplete = progress.IsCounting ? -1 : IsSending ? Percent(progress.BytesDone, progress.BytesTotal) : Percent(progress.FilesDone, progress.FilesTotal),
            SecondsRemaining = Math.Max(Remaining(), wait is null ? -1 : (int)(wait.Until - DateTimeOffset.UtcNow).TotalSeconds),
        });
        ShowTransfers();
    }

    /// <summary>Removes every record.</summary>
    public void Complete()
    {
        foreach (var id in _shown.OrderByDescending(id => id).ToArray())
        {
            Finish(id);
        }
    }

    private void ShowTransfers()
    {
        var active = progress.Active;
        for (var slot = 1; slot <= Slots; slot++)
        {
            if (slot <= active.Count)
            {
                var transfer = active[slot - 1];
                Write(new ProgressRecord(slot, DisplayText.Clean(transfer.Name), transfer.Done < transfer.Total ? $"{ByteSize.Describe(transfer.Done)} of {ByteSize.Describe(transfer.Total)}" : $"{ByteSize.Describe(transfer.Total)} sent")
                {
                    ParentActivityId = Overall,
                    PercentComplete = Percent(transfer.Done, transfer.Total),
                });
            }
            else if (_shown.Contains(slot))
            {
                Finish(slot);
            }
        }
    }

    private void Write(ProgressRecord record)
    {
        _shown.Add(record.ActivityId);
        _written++;
        cmdlet.WriteProgress(record);
    }

    private void Finish(int id)
    {
        _shown.Remove(id);
        _written++;
        cmdlet.WriteProgress(new ProgressRecord(id, "Memic", id == Overall && progress.Summary is { } summary ? summary : "Completed") { RecordType = ProgressRecordType.Completed });
    }

    /// <summary>Whether bytes are on their way; what comes after them, such as that files are processed, is counted by files.</summary>
    private bool IsSending => progress.BytesDone < progress.BytesTotal;

    private string Status(MemicWait? wait)
    {
        if (progress.FilesTotal == 0)
        {
            return $"waiting {wait!.Reason}";
        }

        var files = progress.IsCounting ? $"{progress.FilesDone} done, {progress.FilesTotal} {progress.Unit} found so far" : $"{progress.FilesDone} of {progress.FilesTotal} {progress.Unit}";
        return wait is not null ? $"{files}; waiting {wait.Reason}"
            : progress.BytesTotal == 0 ? files
            : !IsSending && !progress.IsCounting ? $"{files}; all {ByteSize.Describe(progress.BytesTotal)} sent"
            : $"{files}, {ByteSize.Describe(progress.BytesDone)} of {ByteSize.Describe(progress.BytesTotal)}, {ByteSize.Describe(Rate())}/s";
    }

    private long Rate() => (long)(progress.BytesDone / Math.Max(_sinceStart.Elapsed.TotalSeconds, 0.001));

    /// <summary>
    /// The time left in seconds, or -1 as long as nobody can know it. Of many small files their number decides, because requests are limited; of a few
    /// large ones the size.
    /// </summary>
    private int Remaining() => progress.IsCounting ? -1
        : Math.Max(IsSending ? Remaining(progress.BytesDone, progress.BytesTotal) : -1, Remaining(progress.FilesDone, progress.FilesTotal));

    private int Remaining(long done, long total) =>
        done <= 0 || done >= total ? -1 : (int)Math.Min(int.MaxValue, Math.Max(1, _sinceStart.Elapsed.TotalSeconds / done * (total - done)));

    private static int Percent(long done, long total) => total == 0 ? -1 : (int)Math.Min(100, Math.Max(0, done) * 100 / total);
}
