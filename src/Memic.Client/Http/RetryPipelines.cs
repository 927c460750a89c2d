using System.Collections.Concurrent;
using Polly;
using Polly.Retry;

namespace Memic;

/// <summary>The retry pipelines of a connection: one for each retry setting, built once, shared by all calls.</summary>
internal sealed class RetryPipelines(TimeProvider time)
{
    /// <summary>Where a pipeline, which is shared by all calls, finds the one that it repeats.</summary>
    public static readonly ResiliencePropertyKey<ApiCall> CallKey = new("Memic.ApiCall");

    private static readonly Random Jitter = new();

    private readonly ConcurrentDictionary<(int Count, int ConnectCount, TimeSpan MaximumDelay), ResiliencePipeline> _pipelines = new();

    /// <summary>Gets the pipeline of a setting that has at least one retry.</summary>
    public ResiliencePipeline this[RetrySettings retry] =>
        _pipelines.GetOrAdd((retry.MaximumRetryCount, retry.MaximumConnectRetryCount ?? retry.MaximumRetryCount, retry.MaximumRetryDelay), Build);

    private ResiliencePipeline Build((int Count, int ConnectCount, TimeSpan MaximumDelay) retry) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = retry.Count,
            ShouldHandle = attempt => new(
                attempt.Outcome.Exception is MemicException { IsTransient: true } failure
                && !(failure.RetryAfter > retry.MaximumDelay)
                && !(failure.WasNotSent && attempt.AttemptNumber >= retry.ConnectCount)),
            DelayGenerator = static attempt => new(RetrySchedule.Delay(attempt.AttemptNumber, ((MemicException)attempt.Outcome.Exception!).RetryAfter, NextJitter())),
            OnRetry = static attempt => attempt.Context.Properties.TryGetValue(CallKey, out var call)
                ? call.BeginRetryDelayAsync(attempt.RetryDelay, attempt.Context.CancellationToken)
                : default,
        })
        .Build();

    private static double NextJitter()
    {
        lock (Jitter)
        {
            return Jitter.NextDouble();
        }
    }
}
