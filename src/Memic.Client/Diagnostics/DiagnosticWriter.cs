namespace Memic;

/// <summary>Writes diagnostics to an observer: redacted, safe for a terminal, and only at levels that are wanted.</summary>
internal sealed class DiagnosticWriter(IMemicObserver observer, Redactor redactor, TimeProvider time)
{
    public bool IsEnabled(DiagnosticLevel level) => observer.IsEnabled(level);

    public Task VerboseAsync(string text, CancellationToken cancellationToken) => WriteAsync(DiagnosticLevel.Verbose, text, cancellationToken);

    public Task WarnAsync(string text, CancellationToken cancellationToken) => WriteAsync(DiagnosticLevel.Warning, text, cancellationToken);

    public Task DebugAsync(string text, CancellationToken cancellationToken) => WriteAsync(DiagnosticLevel.Debug, text, cancellationToken);

    public Task WriteAsync(MemicNotification notification, CancellationToken cancellationToken) => WriteAsync(notification.Level, notification.Text, cancellationToken);

    /// <summary>Shows a wait in the progress until the result is disposed.</summary>
    public WaitScope BeginWait(string reason, TimeSpan expected)
    {
        var wait = new MemicWait(DisplayText.Clean(reason), time.GetUtcNow() + expected);
        observer.Progress.BeginWait(wait);
        return new WaitScope(observer.Progress, wait);
    }

    private Task WriteAsync(DiagnosticLevel level, string text, CancellationToken cancellationToken)
    {
        if (!observer.IsEnabled(level))
        {
            return Task.CompletedTask;
        }

        var redacted = redactor.Redact(text);
        return observer.ReportAsync(new MemicNotification(level, level == DiagnosticLevel.Debug ? DisplayText.CleanLines(redacted) : DisplayText.Clean(redacted)), cancellationToken);
    }

    public readonly struct WaitScope(MemicProgress progress, MemicWait wait) : IDisposable
    {
        public void Dispose() => progress.EndWait(wait);
    }
}
