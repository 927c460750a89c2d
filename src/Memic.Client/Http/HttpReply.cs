namespace Memic;

/// <summary>An answer that was read whole, or as far as makes sense.</summary>
internal sealed class HttpReply
{
    static readonly string[] RequestIdHeaders = ["x-request-id", "request-id", "x-ms-request-id"];

    public required int StatusCode { get; init; }

    public required string? ReasonPhrase { get; init; }

    public required byte[] Body { get; init; }

    public required TimeSpan? RetryAfter { get; init; }

    /// <summary>The id in the headers; that in the body is better where there is one.</summary>
    public required string? RequestId { get; init; }

    public bool IsSuccess => StatusCode is >= 200 and < 300;

    public static async Task<HttpReply> ReadAsync(HttpResponseMessage response, CallContext call, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var body = response.IsSuccessStatusCode
            ? await BodyReader.ReadAllAsync(response.Content, cancellationToken).ConfigureAwait(false)
            : await BodyReader.ReadStartAsync(response.Content, ErrorReader.MaximumBytes, cancellationToken).ConfigureAwait(false);
        await call.DebugAsync(response, body, cancellationToken).ConfigureAwait(false);
        return new()
        {
            StatusCode = status,
            ReasonPhrase = response.ReasonPhrase,
            Body = body,
            RetryAfter = RetryAfterHeader.Read(response, call.Time),
            RequestId = RequestIdHeaders.Select(name => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null).FirstOrDefault(id => id is not null),
        };
    }
}
