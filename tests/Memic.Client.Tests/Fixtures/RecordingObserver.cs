using System.Collections.Concurrent;

namespace Memic.Client.Tests;

/// <summary>Keeps every report.</summary>
internal sealed class RecordingObserver : IMemicObserver
{
    private readonly ConcurrentQueue<MemicEvent> _events = new();

    public MemicProgress Progress { get; } = new();

    public IReadOnlyList<MemicEvent> Events => [.. _events];

    public IEnumerable<T> Results<T>() => _events.OfType<ResultEvent>().Select(result => (T)result.Value);

    public IEnumerable<FailureEvent> Failures => _events.OfType<FailureEvent>();

    public IEnumerable<string> Verbose => Lines(DiagnosticLevel.Verbose);

    public IEnumerable<string> Lines(DiagnosticLevel level) => _events.OfType<DiagnosticEvent>().Where(line => line.Level == level).Select(line => line.Text);

    public bool Wants(DiagnosticLevel level) => true;

    public Task ReportAsync(MemicEvent report, CancellationToken cancellationToken)
    {
        _events.Enqueue(report);
        return Task.CompletedTask;
    }
}
