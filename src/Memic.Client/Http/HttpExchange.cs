using System.Diagnostics;
using System.Net.Http.Headers;

namespace Memic;

/// <summary>One exchange with the API: composes the request, follows redirects within the origin, and reads the whole response.</summary>
internal sealed class HttpExchange(ConnectionKey key, MemicConnectionSettings settings) : IDisposable
{
    private const int MaximumRedirects = 5;

    private static readonly MediaTypeWithQualityHeaderValue Json = new("application/json");

    // Only when something is sent: a connection that is merely looked at opens nothing.
    private readonly Lazy<HttpClient> _http = new(() => HttpClientFactory.CreateForApi(settings));

    /// <exception cref="MemicException"><c>http_3xx</c>: a redirect that is not followed; <c>invalid_response</c>: a body beyond the limit.</exception>
    public async Task<ApiResponse> SendAsync(HttpMethod method, Uri uri, byte[]? body, RequestScope scope, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var message = Compose(method, uri, body);
            if (redirects > 0)
            {
                scope.Trace(() => HttpMessageFormatter.Describe(message, body));
            }

            using var response = await _http.Value.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (Redirect.GetTarget(message, response) is not { } target)
            {
                return await ApiResponse.ReadAsync(response, scope, cancellationToken).ConfigureAwait(false);
            }

            scope.Trace(() => HttpMessageFormatter.Describe(response, null));
            uri = redirects < MaximumRedirects ? target : throw Redirect.TooMany(response);
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

        message.Headers.Accept.Add(Json);
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
