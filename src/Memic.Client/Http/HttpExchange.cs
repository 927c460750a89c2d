using System.Diagnostics;
using System.Net.Http.Headers;

namespace Memic;

/// <summary>One exchange with the API, within its timeout: composes the request, follows redirects within the origin, and reads the whole response.</summary>
internal sealed class HttpExchange(ConnectionKey key, MemicConnectionSettings settings) : IDisposable
{
    private const int MaximumRedirects = 5;

    private readonly TransportErrors _errors = new(key, settings.Timeout);
    private readonly CancellationTokenSource _closed = new();

    // Only when something is sent: a connection that is merely looked at opens nothing.
    private readonly Lazy<HttpMessageInvoker> _http = new(() => HttpClientFactory.CreateForApi(settings));

    /// <exception cref="MemicException">
    /// <c>request_timeout</c>, <c>network_error</c>; <c>http_3xx</c>: a redirect that is not followed; <c>invalid_response</c>: a body beyond the limit;
    /// <c>api_key_missing</c>: the connection was closed.
    /// </exception>
    public async Task<ApiResponse> SendAsync(HttpMethod method, Uri uri, byte[]? body, RequestScope scope, CancellationToken cancellationToken)
    {
        using var timeout = new OperationTimeout(settings.TimeProvider, settings.Timeout, cancellationToken, _closed.Token);
        try
        {
            for (var redirects = 0; ; redirects++)
            {
                using var message = Compose(method, uri, body);
                if (redirects > 0 && scope.IsTraced)
                {
                    scope.Trace(HttpMessageFormatter.Describe(message, body));
                }

                using var response = await _http.Value.SendAsync(message, timeout.Token).ConfigureAwait(false);
                if (Redirect.GetTarget(message, response) is not { } target)
                {
                    return await ApiResponse.ReadAsync(response, scope, timeout.Token).ConfigureAwait(false);
                }

                if (scope.IsTraced)
                {
                    scope.Trace(HttpMessageFormatter.Describe(response, null));
                }

                uri = redirects < MaximumRedirects ? target : throw Redirect.TooMany(response);
            }
        }
        catch (Exception e) when (_errors.Classify(e, uri, timeout.HasElapsed, cancellationToken) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>The text of a request for the debug stream; empty where nobody reads it.</summary>
    public string Describe(HttpMethod method, Uri uri, byte[]? body, RequestScope scope)
    {
        if (!scope.IsTraced)
        {
            return string.Empty;
        }

        using var message = Compose(method, uri, body);
        return HttpMessageFormatter.Describe(message, body);
    }

    public void Dispose()
    {
        _closed.Cancel();
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }

    private HttpRequestMessage Compose(HttpMethod method, Uri uri, byte[]? body)
    {
        var message = new HttpRequestMessage(method, uri);
        message.Headers.TryAddWithoutValidation("X-API-Key", key.Reveal());
        message.Headers.TryAddWithoutValidation("User-Agent", settings.UserAgent);
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id })
        {
            message.Headers.TryAddWithoutValidation("traceparent", id);
        }

        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (body is not null)
        {
            message.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }
        else if (method != HttpMethod.Get)
        {
            // .NET by itself repeats a request without any content when the connection turns out to be closed: a confirm could land twice.
            message.Content = new ByteArrayContent([]);
        }

        return message;
    }
}
