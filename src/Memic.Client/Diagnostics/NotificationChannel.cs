using System.Threading.Channels;

namespace Memic;

/// <summary>
/// The bounded channel between the tasks that work and the one thread that may show what they report. When it is full
/// the tasks wait, so memory stays flat however slow the reader is. A call that reports nothing never creates it.
/// </summary>
/// <param name="capacity">The number of items that can be queued; at least 1.</param>
/// <param name="isEnabled">Returns whether diagnostic messages of a level are wanted.</param>
public sealed class NotificationChannel(int capacity, Func<DiagnosticLevel, bool> isEnabled) : IMemicObserver
{
    private Channel<object>? _channel;
    private MemicProgress? _progress;

    /// <inheritdoc/>
    public MemicProgress Progress => LazyInitializer.EnsureInitialized(ref _progress)!;

    /// <summary>Gets whether anything that can be shown as progress was counted.</summary>
    public bool HasProgress => _progress is not null;

    /// <inheritdoc/>
    public bool IsEnabled(DiagnosticLevel level) => isEnabled(level);

    /// <inheritdoc/>
    public Task ReportAsync(MemicNotification notification, CancellationToken cancellationToken) =>
        isEnabled(notification.Level) ? WriteAsync(notification, cancellationToken) : Task.CompletedTask;

    /// <summary>Queues an item, such as a result; waits while the channel is full.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public Task WriteAsync(object item, CancellationToken cancellationToken)
    {
        var write = Items.Writer.WriteAsync(item, cancellationToken);
        return write.IsCompletedSuccessfully ? Task.CompletedTask : write.AsTask();
    }

    /// <summary>Takes the oldest item, if there is one.</summary>
    /// <param name="item">The item.</param>
    public bool TryRead(out object item)
    {
        item = null!;
        return Volatile.Read(ref _channel) is { } channel && channel.Reader.TryRead(out item!);
    }

    /// <summary>Returns a task that completes when there may be an item to take.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public Task WaitToReadAsync(CancellationToken cancellationToken) => Items.Reader.WaitToReadAsync(cancellationToken).AsTask();

    private Channel<object> Items => LazyInitializer.EnsureInitialized(
        ref _channel, () => Channel.CreateBounded<object>(new BoundedChannelOptions(capacity) { SingleReader = true }))!;
}
