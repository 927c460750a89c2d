using Polly;
using Polly.Retry;

namespace Memic;

/// <summary>How the calls of one client are repeated, and to whom they are reported.</summary>
internal sealed class CallContext
{
    static readonly Random Jitter = new();

    public CallContext(MemicConnection connection, IMemicObserver observer, RetrySettings retry)
    {
        Observer = observer;
        Retry = retry;
        Time = connection.Settings.TimeProvider;
        Redactor = connection.Redactor;
        Pipeline = Build();
    }

    public IMemicObserver Observer { get; }

    public RetrySettings Retry { get; }

    public TimeProvider Time { get; }

    public ResiliencePipeline Pipeline { get; }

    Redactor Redactor { get; }

    public Task VerboseAsync(string text, CancellationToken cancellationToken) => ReportAsync(DiagnosticLevel.Verbose, text, cancellationToken);

    public Task WarnAsync(string text, CancellationToken cancellationToken) => ReportAsync(DiagnosticLevel.Warning, text, cancellationToken);

    public Task ReportAsync(DiagnosticLevel level, string text, CancellationToken cancellationToken) =>
        Observer.Wants(level) ? Observer.ReportAsync(new DiagnosticEvent(level, Redactor.Redact(text)), cancellationToken) : Task.CompletedTask;

    /// <summary>Waits for something, and says so where a person would notice.</summary>
    public async Task WaitAsync(Task task, TimeSpan expected, string reason, CancellationToken cancellationToken)
    {
        if (expected <= MemicWait.Noticeable)
        {
            await task.ConfigureAwait(false);
            return;
        }

        var wait = new MemicWait(reason, Time.GetUtcNow() + expected);
        Observer.Progress.BeginWait(wait);
        try
        {
            await VerboseAsync(Texts.Waiting(reason, expected), cancellationToken).ConfigureAwait(false);
            await task.ConfigureAwait(false);
        }
        finally
        {
            Observer.Progress.EndWait(wait);
        }
    }

    ResiliencePipeline Build() => Retry.MaximumRetryCount <= 0
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder { TimeProvider = Time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = Retry.MaximumRetryCount,
                ShouldHandle = attempt => new(attempt.Outcome.Exception is MemicException { IsTransient: true } e && !(e.RetryAfter > Retry.MaximumRetryDelay)),
                DelayGenerator = attempt => new(RetrySchedule.Delay(attempt.AttemptNumber, ((MemicException)attempt.Outcome.Exception!).RetryAfter, NextJitter())),
                OnRetry = async attempt =>
                {
                    var error = (MemicException)attempt.Outcome.Exception!;
                    MemicTelemetry.Retried(error.Code);
                    if (attempt.RetryDelay > MemicWait.Noticeable)
                    {
                        Observer.Progress.BeginWait(new MemicWait(error.Code, Time.GetUtcNow() + attempt.RetryDelay));
                    }

                    await VerboseAsync(Texts.Repeating(error.Code, attempt.RetryDelay, attempt.AttemptNumber + 2), attempt.Context.CancellationToken).ConfigureAwait(false);
                },
            })
            .Build();

    static double NextJitter()
    {
        lock (Jitter)
        {
            return Jitter.NextDouble();
        }
    }
}
