namespace Memic;

/// <summary>Drops every report: for callers who only want the answer.</summary>
public sealed class SilentObserver : IMemicObserver
{
    /// <inheritdoc/>
    public MemicProgress Progress { get; } = new();

    /// <inheritdoc/>
    public Task ReportAsync(MemicEvent report, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public bool Wants(DiagnosticLevel level) => false;
}
