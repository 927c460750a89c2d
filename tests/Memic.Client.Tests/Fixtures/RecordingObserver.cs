using System.Collections.Concurrent;

namespace Memic.Client.Tests;

/// <summary>Keeps every diagnostic message, and what became of the tasks it is given.</summary>
internal sealed class RecordingObserver : IMemicObserver
{
    private readonly ConcurrentQueue<MemicNotification> _notifications = new();
    private readonly ConcurrentQueue<(object? Value, MemicException? Error, object Target)> _outcomes = new();

    public MemicProgress Progress { get; } = new();

    public IReadOnlyList<MemicNotification> Notifications => [.. _notifications];

    public IEnumerable<string> Verbose => Lines(DiagnosticLevel.Verbose);

    /// <summary>What succeeded, in the order of completion.</summary>
    public IEnumerable<T> Results<T>() => _outcomes.Where(outcome => outcome.Value is T).Select(outcome => (T)outcome.Value!);

    /// <summary>What failed, in the order of completion.</summary>
    public IEnumerable<(MemicException Error, object Target)> Failures => _outcomes.Where(outcome => outcome.Error is not null).Select(outcome => (outcome.Error!, outcome.Target));

    public IEnumerable<string> Lines(DiagnosticLevel level) => _notifications.Where(line => line.Level == level).Select(line => line.Text);

    public bool IsEnabled(DiagnosticLevel level) => true;

    public Task ReportAsync(MemicNotification notification, CancellationToken cancellationToken)
    {
        _notifications.Enqueue(notification);
        return Task.CompletedTask;
    }

    /// <summary>Keeps the outcome of a task.</summary>
    public async Task RecordAsync<T>(Task<T> work, object target)
    {
        try
        {
            _outcomes.Enqueue((await work, null, target));
        }
        catch (MemicException e)
        {
            _outcomes.Enqueue((null, e, target));
        }
    }
}
