using System.Text;

namespace Memic;

/// <summary>A response whose body was read whole, or as far as an error message needs.</summary>
internal sealed class ApiResponse
{
    public required int StatusCode { get; init; }

    public required string? ReasonPhrase { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>Gets the character set of the body: that of its content type where it is a known one, else UTF-8.</summary>
    public required Encoding Encoding { get; init; }

    public required TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets the id in the headers; that in the body is better where there is one.</summary>
    public required string? RequestId { get; init; }

    /// <summary>Gets whether the service announces the end of this version of the API.</summary>
    public required bool IsDeprecated { get; init; }

    public bool IsSuccess => StatusCode is >= 200 and < 300;

    /// <exception cref="MemicException"><c>invalid_response</c>: the body is larger than any that the API has.</exception>
    public static async Task<ApiResponse> ReadAsync(HttpResponseMessage response, RequestScope scope, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var requestId = HeaderOf(response, "x-request-id") ?? HeaderOf(response, "request-id") ?? HeaderOf(response, "x-ms-request-id");
        var body = response.IsSuccessStatusCode
            ? await BodyReader.ReadAllAsync(response.Content, cancellationToken).ConfigureAwait(false) ?? throw ResponseReader.Invalid(Messages.BodyTooLarge, status, requestId)
            : await BodyReader.ReadStartAsync(response.Content, ErrorReader.MaximumBytes, scope.Time, cancellationToken).ConfigureAwait(false);
        if (scope.IsTraced)
        {
            scope.Trace(HttpMessageFormatter.Describe(response, body));
        }

        return new()
        {
            StatusCode = status,
            ReasonPhrase = response.ReasonPhrase,
            Body = body,
            Encoding = EncodingOf(response.Content),
            RetryAfter = RetryAfterHeader.Read(response, scope.Time),
            RequestId = requestId,
            IsDeprecated = DeprecationHeader.IsSet(response),
        };
    }

    public static string? HeaderOf(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static Encoding EncodingOf(HttpContent? content)
    {
        try
        {
            return content?.Headers.ContentType?.CharSet is { Length: > 0 } name ? Encoding.GetEncoding(name.Trim('"')) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            // A character set that nobody knows: JSON is UTF-8.
            return Encoding.UTF8;
        }
    }
}
