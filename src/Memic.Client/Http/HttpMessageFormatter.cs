using System.Text;

namespace Memic;

/// <summary>Describes requests and responses for the debug stream. Headers are listed by what may be shown, so a new secret stays hidden.</summary>
internal static class HttpMessageFormatter
{
    private const int MaximumBody = 4096;

    private static readonly HashSet<string> ShownHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Content-Type", "Content-Length", "User-Agent", "Date", "Retry-After", "Deprecation", "x-request-id", "traceparent", "x-ms-blob-type", "Expect",
    };

    public static string Describe(HttpRequestMessage message, byte[]? body) =>
        Describe($"> {message.Method} {Redactor.WithoutQuery(message.RequestUri!)}", message.Headers, message.Content, body);

    public static string Describe(HttpResponseMessage response, byte[]? body) =>
        Describe($"< {(int)response.StatusCode} {response.ReasonPhrase}", response.Headers, response.Content, body);

    private static string Describe(string first, IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers, HttpContent? content, byte[]? body)
    {
        var text = new StringBuilder(first);
        foreach (var header in content is null ? headers : headers.Concat(content.Headers))
        {
            text.Append('\n').Append(header.Key).Append(": ").Append(ShownHeaders.Contains(header.Key) ? string.Join(", ", header.Value) : "(redacted)");
        }

        if (body is { Length: > 0 })
        {
            text.Append("\n\n").Append(Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, MaximumBody))).Append(body.Length > MaximumBody ? "..." : string.Empty);
        }

        return text.ToString();
    }
}
