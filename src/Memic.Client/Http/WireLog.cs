using System.Text;

namespace Memic;

/// <summary>Describes requests and answers for the debug stream. Headers are listed by what may be shown, so a new secret stays hidden.</summary>
internal static class WireLog
{
    const int MaximumBody = 4096;

    static readonly HashSet<string> Shown = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Content-Type", "Content-Length", "User-Agent", "Date", "Retry-After", "Deprecation", "x-request-id", "traceparent", "x-ms-blob-type",
    };

    public static Task DebugAsync(this CallContext call, HttpRequestMessage message, byte[]? body, CancellationToken cancellationToken) =>
        call.Observer.Wants(DiagnosticLevel.Debug)
            ? call.ReportAsync(DiagnosticLevel.Debug, Describe($"> {message.Method} {Redactor.WithoutQuery(message.RequestUri!)}", [.. message.Headers, .. message.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()], body), cancellationToken)
            : Task.CompletedTask;

    public static Task DebugAsync(this CallContext call, HttpResponseMessage response, byte[]? body, CancellationToken cancellationToken) =>
        call.Observer.Wants(DiagnosticLevel.Debug)
            ? call.ReportAsync(DiagnosticLevel.Debug, Describe($"< {(int)response.StatusCode} {response.ReasonPhrase}", [.. response.Headers, .. response.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()], body), cancellationToken)
            : Task.CompletedTask;

    static string Describe(string first, IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers, byte[]? body)
    {
        var text = new StringBuilder(first);
        foreach (var header in headers)
        {
            text.Append('\n').Append(header.Key).Append(": ").Append(Shown.Contains(header.Key) ? string.Join(", ", header.Value) : "(redacted)");
        }

        if (body is { Length: > 0 })
        {
            text.Append("\n\n").Append(Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, MaximumBody))).Append(body.Length > MaximumBody ? "..." : string.Empty);
        }

        return text.ToString();
    }
}
