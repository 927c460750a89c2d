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
            PercentComplete = progress.BytesTotal > 0 ? Percent(progress.BytesDone, progress.BytesTotal) : Percent(progress.FilesDone, progress.FilesTotal),
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
                Write(new ProgressRecord(slot, DisplayText.Clean(transfer.Name), $"{ByteSize.Describe(transfer.Done)} of {ByteSize.Describe(transfer.Total)}")
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

    private string Status(MemicWait? wait)
    {
        if (progress.FilesTotal == 0)
        {
            return wait!.Reason;
        }

        if (progress.BytesTotal == 0)
        {
            return $"{progress.FilesDone} of {progress.FilesTotal} {progress.Unit}{(wait is null ? string.Empty : $"; waiting: {wait.Reason}")}";
        }

        var rate = progress.BytesDone / Math.Max(_sinceStart.Elapsed.TotalSeconds, 0.001);
        var status = $"{progress.FilesDone} of {progress.FilesTotal} files, {ByteSize.Describe(progress.BytesDone)} of {ByteSize.Describe(progress.BytesTotal)}, {ByteSize.Describe((long)rate)}/s";
        return wait is null ? status : $"{status}; waiting: {wait.Reason}";
    }

    /// <summary>The time left in seconds, or -1. Of many small files their number decides, because requests are limited; of a few large ones the size.</summary>
    private int Remaining() => Math.Max(Remaining(progress.BytesDone, progress.BytesTotal), Remaining(progress.FilesDone, progress.FilesTotal));

    private int Remaining(long done, long total) => done <= 0 ? -1 : (int)Math.Min(int.MaxValue, _sinceStart.Elapsed.TotalSeconds / done * Math.Max(0, total - done));

    private static int Percent(long done, long total) => total == 0 ? -1 : (int)Math.Min(100, Math.Max(0, done) * 100 / total);
}
