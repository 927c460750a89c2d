using Polly;

namespace Memic;

/// <summary>
/// Sends requests until they succeed or it is known that they do not: repeats, recovery after a lost response, and the
/// one place where an error is stamped with its request. It is a cheap view of a connection for one observer and one
/// retry setting.
/// </summary>
internal sealed class ApiClient(ApiSender sender, IMemicObserver observer, RetrySettings retry)
{
    public DiagnosticWriter Diagnostics { get; } = sender.CreateDiagnostics(observer);

    public IMemicObserver Observer => observer;

    public RetrySettings Retry => retry;

    /// <summary>The same connection and observer, with one attempt for each request.</summary>
    public ApiClient WithoutRetries() => new(sender, observer, new RetrySettings { MaximumRetryCount = 0, MaximumRetryDelay = retry.MaximumRetryDelay });

    /// <summary>Sends a request and reads its response; <see langword="null"/> only where a response without content is valid.</summary>
    public async Task<T?> SendAsync<T>(ApiRequest<T> request, CancellationToken cancellationToken)
        where T : class
    {
        var call = new ApiCall(Diagnostics, retry, request.Label);
        try
        {
            return await RepeatAsync(token => AttemptAsync(request, call, token), call, cancellationToken).ConfigureAwait(false);
        }
        catch (MemicException failure) when (failure.Method is null)
        {
            failure.Stamp(request.Method.Method, sender.UriOf(request.Path), call.Attempts, request.Subject);
            if (CanRecoverAtEnd(failure, call) && await RecoverAsync(request, call, cancellationToken).ConfigureAwait(false) is { } recovered)
            {
                return recovered;
            }

            throw;
        }
    }

    /// <summary>Repeats an attempt as the retry settings say. A failed attempt must have been noted in the call.</summary>
    // Nearly all requests succeed at once. Polly comes in with the first failure: until then nothing of it need be loaded, compiled or built.
    public async Task<T> RepeatAsync<T>(Func<CancellationToken, Task<T>> attempt, ApiCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var first = attempt(cancellationToken);
        try
        {
            return await first.ConfigureAwait(false);
        }
        catch (MemicException failure) when (failure.IsTransient && retry.MaximumRetryCount > 0)
        {
            return await RepeatFailedAsync(first, attempt, call, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            call.EndWait();
        }
    }

    /// <summary>Repeats an attempt whose first task has failed: to the pipeline, that is the first attempt.</summary>
    private async Task<T> RepeatFailedAsync<T>(Task<T>? failed, Func<CancellationToken, Task<T>> attempt, ApiCall call, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(RetryPipelines.CallKey, call);
        try
        {
            return await sender.Retries[retry].ExecuteAsync(
                async context =>
                {
                    var task = failed ?? attempt(context.CancellationToken);
                    failed = null;
                    return await task.ConfigureAwait(false);
                },
                context).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<T?> AttemptAsync<T>(ApiRequest<T> request, ApiCall call, CancellationToken cancellationToken)
        where T : class
    {
        call.EndWait();
        if (call.IsOutcomeUnknown && await RecoverAsync(request, call, cancellationToken).ConfigureAwait(false) is { } recovered)
        {
            return recovered;
        }

        try
        {
            return await sender.SendAsync(request, call, cancellationToken).ConfigureAwait(false);
        }
        catch (MemicException failure)
        {
            call.Failed(failure);
            if (call.IsOutcomeUnknown && !failure.IsTransient && await RecoverAsync(request, call, cancellationToken).ConfigureAwait(false) is { } done)
            {
                return done;
            }

            throw;
        }
    }

    /// <summary>A recovery that fails for a passing reason says nothing of the call: the call's own failure stands, and is repeated.</summary>
    private static async Task<T?> RecoverAsync<T>(ApiRequest<T> request, ApiCall call, CancellationToken cancellationToken)
        where T : class
    {
        if (request.RecoverAsync is not { } recoverAsync)
        {
            return null;
        }

        try
        {
            return await recoverAsync(call.LastFailure!, cancellationToken).ConfigureAwait(false);
        }
        catch (MemicException failure) when (failure.IsTransient)
        {
            throw call.LastFailure!;
        }
    }

    /// <summary>A response that was lost in the last attempt is asked for too, unless the service wants to be left alone.</summary>
    private static bool CanRecoverAtEnd(MemicException failure, ApiCall call) => call.IsOutcomeUnknown && failure is { IsTransient: true, RetryAfter: null };
}
