namespace Memic;

/// <summary>Sends one attempt of a request: within the rate limit, with a timeout, logged, and its response read.</summary>
internal sealed class ApiSender : IDisposable
{
    // A header that is wrong must not lock a key for years, in a count that other processes share and a file keeps.
    private static readonly TimeSpan MaximumBlock = TimeSpan.FromDays(1);

    private readonly Uri _baseUri;
    private readonly MemicConnectionSettings _settings;
    private readonly Redactor _redactor;
    private readonly RateLimiter _limiter;
    private readonly HttpExchange _exchange;

    public ApiSender(Uri baseUri, ConnectionKey key, MemicConnectionSettings settings, RateLimiter limiter)
    {
        _baseUri = baseUri;
        _settings = settings;
        _redactor = key.Redactor;
        _limiter = limiter;
        _exchange = new HttpExchange(key, settings);
    }

    /// <summary>Gets the retry pipelines; created with the first failure.</summary>
    public RetryPipelines Retries => field ??= new RetryPipelines(_settings.TimeProvider);

    public DiagnosticWriter CreateDiagnostics(IMemicObserver observer) => new(observer, _redactor, _settings.TimeProvider);

    public Uri UriOf(string path) => new(_baseUri, path);

    public async Task<T?> SendAsync<T>(ApiRequest<T> request, ApiCall call, CancellationToken cancellationToken)
        where T : class
    {
        var acquisition = _limiter.Acquire(request.Category, request.IsUrgent, call.Retry.MaximumRetryDelay, cancellationToken);
        var lease = acquisition.IsCompleted ? acquisition.Lease : await WaitMeasuredAsync(acquisition, request.Category, call, cancellationToken).ConfigureAwait(false);
        ApiResponse response;
        var uri = UriOf(request.Path);
        call.BeginAttempt();
        using var scope = new RequestScope(call, request.Operation, request.Method, uri, "/" + request.Path, _settings.TimeProvider);
        try
        {
            response = await ExchangeAsync(request, uri, scope, lease, call.Attempts, cancellationToken).ConfigureAwait(false);
        }
        catch (MemicException failure)
        {
            await scope.FailedAsync(failure, cancellationToken).ConfigureAwait(false);
            throw;
        }

        while (_limiter.TryTakeNotice(out var notice))
        {
            await call.Diagnostics.WriteAsync(notice, cancellationToken).ConfigureAwait(false);
        }

        // Outside the timeout and the lease, as that of a failure: showing a line is no part of the exchange, however slow the reader is.
        await scope.AnsweredAsync(response, cancellationToken).ConfigureAwait(false);
        if (response.IsDeprecated)
        {
            await DeprecationHeader.WarnOnceAsync(call.Diagnostics, cancellationToken).ConfigureAwait(false);
        }

        return ResponseReader.Read(response, request, _redactor);
    }

    public void Dispose() => _exchange.Dispose();

    private async Task<ApiResponse> ExchangeAsync<T>(
        ApiRequest<T> request, Uri uri, RequestScope scope, RateLimitLease lease, int attempts, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            // Outside the timeout too, and not among what the transport throws: a line that cannot be shown is no failure of the network.
            await scope.SendingAsync(_exchange.Describe(request.Method, uri, request.Body, scope), cancellationToken).ConfigureAwait(false);
            var response = await _exchange.SendAsync(request.Method, uri, request.Body, scope, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == 429)
            {
                // Everybody who shares the key waits, not only this call.
                var block = response.RetryAfter ?? RetrySchedule.Delay(attempts - 1, null, 0);
                await lease.BlockAsync(block < MaximumBlock ? block : MaximumBlock).ConfigureAwait(false);
            }

            await lease.ReleaseAsync().ConfigureAwait(false);
            return response;
        }
        finally
        {
            // Where there was no reply; otherwise it is released already.
            await lease.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the permit, and measures how long.</summary>
    private async Task<RateLimitLease> WaitMeasuredAsync(RateLimitAcquisition acquisition, RateCategory category, ApiCall call, CancellationToken cancellationToken)
    {
        var started = _settings.TimeProvider.GetTimestamp();
        var lease = await WaitAsync(acquisition, category, call, cancellationToken).ConfigureAwait(false);
        MemicTelemetry.Waited(category, _settings.TimeProvider.GetElapsedTime(started));
        return lease;
    }

    private static async Task<RateLimitLease> WaitAsync(RateLimitAcquisition acquisition, RateCategory category, ApiCall call, CancellationToken cancellationToken)
    {
        if (acquisition.ExpectedWait <= MemicWait.Noticeable)
        {
            return await acquisition.AsTask().ConfigureAwait(false);
        }

        var reason = Messages.RateLimit(category);
        using var wait = call.Diagnostics.BeginWait(reason, acquisition.ExpectedWait);
        try
        {
            await call.Diagnostics.VerboseAsync(Messages.Waiting(reason, acquisition.ExpectedWait), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // The line could not be written: nobody waits for the permit any more.
            await acquisition.AbandonAsync().ConfigureAwait(false);
            throw;
        }

        return await acquisition.AsTask().ConfigureAwait(false);
    }
}
