using System.Threading.Channels;

namespace Memic;

/// <summary>
/// The bounded channel between the tasks that work and the one thread that may show their reports.
/// When it is full the tasks wait, so memory stays flat however slow the reader is.
/// </summary>
/// <param name="capacity">How many reports may wait; at least 1.</param>
/// <param name="wanted">Which diagnostic lines are of use.</param>
public sealed class EventChannel(int capacity, Func<DiagnosticLevel, bool> wanted) : IMemicObserver
{
    readonly Channel<MemicEvent> _channel = Channel.CreateBounded<MemicEvent>(
        new BoundedChannelOptions(capacity) { SingleReader = true });

    /// <inheritdoc/>
    public MemicProgress Progress { get; } = new();

    /// <inheritdoc/>
    public bool Wants(DiagnosticLevel level) => wanted(level);

    /// <inheritdoc/>
    public async Task ReportAsync(MemicEvent report, CancellationToken cancellationToken)
    {
        if (report is not DiagnosticEvent line || wanted(line.Level))
        {
            await _channel.Writer.WriteAsync(report, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes the oldest report, if there is one.</summary>
    /// <param name="report">The report.</param>
    public bool TryTake(out MemicEvent report) => _channel.Reader.TryRead(out report!);

    /// <summary>A task that ends when there may be a report to take.</summary>
    /// <param name="cancellationToken">Gives up the wait.</param>
    public Task WaitAsync(CancellationToken cancellationToken) => _channel.Reader.WaitToReadAsync(cancellationToken).AsTask();
}
