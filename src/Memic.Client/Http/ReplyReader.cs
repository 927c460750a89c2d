using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
#if NET
using System.Text.Unicode;
#endif

namespace Memic;

/// <summary>Turns an answer into an object, or into the failure that it tells of.</summary>
internal static class ReplyReader
{
    public static T? Read<T>(HttpReply reply, ApiRequest<T> request, Redactor redactor)
        where T : class
    {
        if (!reply.IsSuccess)
        {
            throw Failure(reply, redactor);
        }

        if (request.Reply is null || (request.MayBeEmpty && reply.Body.All(static b => b is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')))
        {
            return null;
        }

        try
        {
            return Parse(reply.Body, request.Reply) ?? throw Invalid(Texts.BodyMissing, reply, null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw Invalid(reply.Body.Length == 0 ? Texts.BodyMissing : Texts.BodyUnreadable, reply, e);
        }
    }

    static T? Parse<T>(byte[] body, JsonTypeInfo<T> type)
    {
#if NET
        if (Utf8.IsValid(body) && !body.AsSpan().StartsWith(Encoding.UTF8.Preamble))
        {
            return JsonSerializer.Deserialize(body, type);
        }
#endif

        // Replaces what is not UTF-8 rather than to lose a whole answer over one character.
        return JsonSerializer.Deserialize(Encoding.UTF8.GetString(body).TrimStart('\uFEFF'), type);
    }

    public static MemicException Failure(HttpReply reply, Redactor redactor)
    {
        var body = ErrorReader.Read(reply.StatusCode, reply.ReasonPhrase, reply.Body);
        return new(redactor.Redact(body.Code), redactor.Redact(body.Detail))
        {
            StatusCode = reply.StatusCode,
            RequestId = body.RequestId ?? reply.RequestId,
            RetryAfter = reply.RetryAfter,
        };
    }

    static MemicException Invalid(string text, HttpReply reply, Exception? cause) =>
        new(MemicErrorCodes.InvalidResponse, text, cause) { StatusCode = reply.StatusCode, RequestId = reply.RequestId };
}
