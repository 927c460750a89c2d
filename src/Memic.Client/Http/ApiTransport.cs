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
        Gate = RateGate.For(connection.BaseUri, connection.KeyFingerprint, connection.Settings);
    }

    public RateGate Gate { get; }

    /// <summary>Sends a call and reads its answer; <see langword="null"/> only where the call may be answered without content.</summary>
    public async Task<T?> SendAsync<T>(ApiRequest<T> request, CallContext call, CancellationToken cancellationToken)
        where T : class
    {
        var attempts = 0;
        var mayHaveActed = false;
        MemicException? last = null;

        return await call.Pipeline.ExecuteAsync(
            async token =>
            {
                if (last is { IsAmbiguous: true } && request.Settle is { } settle && await settle(last, token).ConfigureAwait(false) is { } settled)
                {
                    return settled;
                }

                mayHaveActed |= last is { IsAmbiguous: true };
                attempts++;
                try
                {
                    return await AttemptAsync(request, attempts, call, token).ConfigureAwait(false);
                }
                catch (MemicException e)
                {
                    (e.Attempts, e.Method, e.Uri) = (attempts, request.Method.Method, Redactor.WithoutQuery(UriOf(request)));
                    last = e;
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

    async Task<T?> AttemptAsync<T>(ApiRequest<T> request, int attempt, CallContext call, CancellationToken cancellationToken)
        where T : class
    {
        var window = Gate[request.Category];
        await EnterAsync(window, request, call, cancellationToken).ConfigureAwait(false);
        var started = _time.GetTimestamp();
        try
        {
            var reply = await _timeout.ExecuteAsync(
                async token => await ExchangeAsync(request, call, token).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
            await call.VerboseAsync(
                Texts.Requested(request.Method.Method, "/" + request.Path, reply.StatusCode, _time.GetElapsedTime(started), attempt, reply.RequestId),
                cancellationToken).ConfigureAwait(false);
            return ReplyReader.Read(reply, request, _connection.Redactor);
        }
        catch (MemicException e) when (e.StatusCode == 429)
        {
            // Everybody who shares the key waits, not only this call.
            window.Close(e.RetryAfter ?? RetrySchedule.Delay(attempt - 1, null, 0));
            throw;
        }
        catch (Exception e) when (NetworkFailure.From(e, _connection, cancellationToken) is { } failure)
        {
            await call.VerboseAsync(
                Texts.RequestFailed(request.Method.Method, "/" + request.Path, failure.Code, _time.GetElapsedTime(started), attempt),
                cancellationToken).ConfigureAwait(false);
            throw failure;
        }
        finally
        {
            window.Leave();
        }
    }

    static async Task EnterAsync<T>(RateWindow window, ApiRequest<T> request, CallContext call, CancellationToken cancellationToken)
        where T : class
    {
        if (window.Closed is var closed && closed > call.Retry.MaximumRetryDelay)
        {
            throw new MemicException(MemicErrorCodes.RateLimitExceeded, Texts.GateClosed(closed)) { RetryAfter = closed, StatusCode = 429 };
        }

        var (entered, wait) = window.Enter(request.IsUrgent, cancellationToken);
        await call.WaitAsync(entered, wait, Texts.RateLimit(request.Category), cancellationToken).ConfigureAwait(false);
    }

    async Task<HttpReply> ExchangeAsync<T>(ApiRequest<T> request, CallContext call, CancellationToken cancellationToken)
        where T : class
    {
        var uri = UriOf(request);
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

            return await HttpReply.ReadAsync(response, call, cancellationToken).ConfigureAwait(false);
        }
    }

    HttpRequestMessage Compose<T>(ApiRequest<T> request, Uri uri)
        where T : class
    {
        var message = new HttpRequestMessage(request.Method, uri);
        message.Headers.TryAddWithoutValidation("X-API-Key", _connection.RevealKey());
        message.Headers.TryAddWithoutValidation("User-Agent", _connection.Settings.UserAgent);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }
        else if (request.Method == HttpMethod.Post)
        {
            // .NET by itself repeats a request without any content when the connection turns out to be closed: a confirm could land twice.
            message.Content = new ByteArrayContent([]);
        }

        return message;
    }

    Uri UriOf<T>(ApiRequest<T> request)
        where T : class => new(_connection.BaseUri, request.Path);
}
