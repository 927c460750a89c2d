using System.Diagnostics;
using System.Net.Http.Headers;
using Polly;
using Polly.Timeout;

namespace Memic;

/// <summary>
/// Sends calls to the API: through the rate gate, with the key, one timeout an attempt, and repeated where that is
/// both useful and safe.
/// </summary>
internal sealed class ApiTransport : IDisposable
{
    const int MaximumRedirects = 5;

    readonly MemicConnection _connection;
    readonly HttpClient _http;
    readonly TimeProvider _time;
    readonly ResiliencePipeline _timeout;

    public ApiTransport(MemicConnection connection)
    {
        _connection = connection;
        _http = HttpClients.ForApi(connection.Settings);
        _time = connection.Settings.TimeProvider;
        _timeout = new ResiliencePipelineBuilder { TimeProvider = _time }.AddTimeout(connection.Settings.Timeout).Build();
    }

    /// <summary>Sends a call and reads its answer; <see langword="null"/> only where the call may be answered without content.</summary>
    public async Task<T?> SendAsync<T>(ApiRequest<T> request, CallContext call, CancellationToken cancellationToken)
        where T : class
    {
        var uri = new Uri(_connection.BaseUri, request.Path);
        var attempts = 0;
        var mayHaveActed = false;
        MemicException? last = null;

        return await call.Pipeline.ExecuteAsync(
            async token =>
            {
                if (mayHaveActed && request.Settle is { } settle && await settle(last!, token).ConfigureAwait(false) is { } settled)
                {
                    return settled;
                }

                try
                {
                    var lease = await AcquireAsync(request, call, token).ConfigureAwait(false);
                    await using (lease.ConfigureAwait(false))
                    {
                        attempts++;
                        return await AttemptAsync(request, uri, attempts, lease, call, token).ConfigureAwait(false);
                    }
                }
                catch (MemicException e)
                {
                    (e.Method, e.Uri) = (request.Method.Method, Redactor.WithoutQuery(uri));
                    e.Attempts = attempts;
                    last = e;
                    mayHaveActed |= e.IsAmbiguous;
                    if (mayHaveActed && !e.IsTransient && request.SettleRefusal is { } settleRefusal && await settleRefusal(e, token).ConfigureAwait(false) is { } done)
                    {
                        return done;
                    }

                    throw;
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _http.Dispose();

    async Task<T?> AttemptAsync<T>(ApiRequest<T> request, Uri uri, int attempt, RateLimitLease lease, CallContext call, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var reply = await LoggedAsync(request, uri, attempt, call, cancellationToken).ConfigureAwait(false);
            return ReplyReader.Read(reply, request, _connection.Redactor);
        }
        catch (MemicException e) when (e.StatusCode == 429)
        {
            // Everybody who shares the key waits, not only this call.
            await lease.BlockAsync(e.RetryAfter ?? RetrySchedule.Delay(attempt - 1, null, 0)).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>One exchange with its timeout, its line in the log and its span.</summary>
    async Task<HttpReply> LoggedAsync<T>(ApiRequest<T> request, Uri uri, int attempt, CallContext call, CancellationToken cancellationToken)
        where T : class
    {
        var log = new RequestLog(call, request.Operation, request.Method, uri, "/" + request.Path, attempt);
        try
        {
            var reply = await _timeout.ExecuteAsync(
                async token => await ExchangeAsync(request, uri, call, token).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
            await log.AnsweredAsync(reply, cancellationToken).ConfigureAwait(false);
            return reply;
        }
        catch (Exception e) when (NetworkFailure.From(e, _connection, cancellationToken) is { } failure)
        {
            await log.FailedAsync(failure, cancellationToken).ConfigureAwait(false);
            throw failure;
        }
        finally
        {
            log.Dispose();
        }
    }

    /// <summary>Waits for the permit to send the request.</summary>
    async Task<RateLimitLease> AcquireAsync<T>(ApiRequest<T> request, CallContext call, CancellationToken cancellationToken)
        where T : class
    {
        var limiter = _connection.RateLimiter;
        var acquisition = limiter.Acquire(request.Category, request.IsUrgent, call.Retry.MaximumRetryDelay, cancellationToken);
        try
        {
            while (limiter.TryTakeNotice(out var notice))
            {
                await call.ReportAsync(notice.Level, notice.Text, cancellationToken).ConfigureAwait(false);
            }

            if (acquisition.IsCompleted)
            {
                return acquisition.Lease;
            }

            var since = call.Time.GetTimestamp();
            var granted = acquisition.AsTask();
            await call.WaitAsync(granted, acquisition.ExpectedWait, Texts.RateLimit(request.Category), cancellationToken).ConfigureAwait(false);
            MemicTelemetry.Waited(request.Category, call.Time.GetElapsedTime(since));
            return await granted.ConfigureAwait(false);
        }
        catch
        {
            // Given up in the moment of the grant: the permit must not stay taken for ever.
            await acquisition.AbandonAsync().ConfigureAwait(false);
            throw;
        }
    }

    async Task<HttpReply> ExchangeAsync<T>(ApiRequest<T> request, Uri uri, CallContext call, CancellationToken cancellationToken)
        where T : class
    {
        for (var redirects = 0; ; redirects++)
        {
            using var message = Compose(request, uri);
            await call.DebugAsync(message, request.Body, cancellationToken).ConfigureAwait(false);
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (Redirect.Target(message, response) is { } target && redirects < MaximumRedirects)
            {
                uri = target;
                continue;
            }

            await Deprecation.WarnOnceAsync(response, call, cancellationToken).ConfigureAwait(false);
            return await HttpReply.ReadAsync(response, call, cancellationToken).ConfigureAwait(false);
        }
    }

    HttpRequestMessage Compose<T>(ApiRequest<T> request, Uri uri)
        where T : class
    {
        var message = new HttpRequestMessage(request.Method, uri);
        message.Headers.TryAddWithoutValidation("X-API-Key", _connection.RevealKey());
        message.Headers.TryAddWithoutValidation("User-Agent", _connection.Settings.UserAgent);
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id })
        {
            message.Headers.TryAddWithoutValidation("traceparent", id);
        }

        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }
        else if (request.Method != HttpMethod.Get)
        {
            // .NET by itself repeats a request without any content when the connection turns out to be closed: a confirm could land twice.
            message.Content = new ByteArrayContent([]);
        }

        return message;
    }
}
