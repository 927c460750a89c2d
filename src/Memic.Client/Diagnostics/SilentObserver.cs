namespace Memic;

/// <summary>An observer that drops everything, for callers who only want results.</summary>
public sealed class SilentObserver : IMemicObserver
{
    /// <inheritdoc/>
    public MemicProgress Progress { get; } = new();

    /// <inheritdoc/>
    public bool IsEnabled(DiagnosticLevel level) => false;

    /// <inheritdoc/>
    public Task ReportAsync(MemicNotification notification, CancellationToken cancellationToken) => Task.CompletedTask;
}
