using System.Text;
using System.Text.Json;
#if NET
using System.Text.Unicode;
#endif

namespace Memic;

/// <summary>Reads a response as an object, or as the error that it reports.</summary>
internal static class ResponseReader
{
    /// <exception cref="MemicException">The error that the response reports, or <c>invalid_response</c>.</exception>
    public static T? Read<T>(ApiResponse response, ApiRequest<T> request, Redactor redactor)
        where T : class
    {
        if (!response.IsSuccess)
        {
            var error = ErrorOf(response, redactor);
            throw IsElsewhere(error, response, request.NamesItem) ? error.WithAdvice(Messages.CheckBaseUri) : error;
        }

        if (request.Parse is null || (request.MayBeEmpty && response.Body.All(static b => b is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')))
        {
            return null;
        }

        T result;
        try
        {
            result = Parse(response, request.Parse) ?? throw Invalid(Messages.BodyMissing, response);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException or FormatException or ArgumentException or OverflowException)
        {
            throw Invalid(response.Body.Length == 0 ? Messages.BodyMissing : Messages.BodyUnreadable, response, e);
        }

        if (request.Validate?.Invoke(result) is { } problem)
        {
            throw Invalid(problem, response);
        }

        if (result is IIdentifiedResponse identified)
        {
            identified.RequestId = response.RequestId;
        }

        return result;
    }

    public static MemicException ErrorOf(ApiResponse response, Redactor redactor)
    {
        var body = ErrorReader.Read(response.StatusCode, response.ReasonPhrase, response.Body, response.Encoding);
        return new(redactor.Redact(body.Code), redactor.Redact(body.Detail))
        {
            StatusCode = response.StatusCode,
            RequestId = body.RequestId ?? response.RequestId,
            RetryAfter = response.RetryAfter,
            IsFromService = true,
        };
    }

    public static MemicException Invalid(string text, int statusCode, string? requestId, Exception? cause = null) =>
        new(MemicErrorCodes.InvalidResponse, text, cause) { StatusCode = statusCode, RequestId = requestId };

    /// <summary>Whether it is likely the path that is unknown: there is nothing else that could be missing, or the answer is not Memic's.</summary>
    private static bool IsElsewhere(MemicException error, ApiResponse response, bool namesItem) =>
        error.StatusCode is 404 or 405
        && (namesItem ? error.Code == MemicErrorCodes.ForStatus(response.StatusCode) && !IsJsonObject(response.Body) : MemicErrorCodes.All.All(row => row.Code != error.Code));

    private static bool IsJsonObject(byte[] body) => body.FirstOrDefault(static b => b is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')) == (byte)'{';

    private static MemicException Invalid(string text, ApiResponse response, Exception? cause = null) => Invalid(text, response.StatusCode, response.RequestId, cause);

    /// <exception cref="MemicException"><c>invalid_response</c>: it is more than any response of the API.</exception>
    private static T? Parse<T>(ApiResponse response, Func<byte[], T?> parse)
    {
        var body = IsPlain(response)
            ? response.Body
            // Replaces what is not valid text rather than lose a whole response over one character.
            : Encoding.UTF8.GetBytes(response.Encoding.GetString(response.Body).TrimStart('\uFEFF'));
        return JsonBudget.Allows(body) ? parse(body) : throw Invalid(Messages.BodyTooComplex, response);
    }

#if NET
    private static bool IsPlain(ApiResponse response) =>
        response.Encoding is UTF8Encoding && Utf8.IsValid(response.Body) && !response.Body.AsSpan().StartsWith(Encoding.UTF8.Preamble);
#else
    private static bool IsPlain(ApiResponse response) => false;
#endif
}
