using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Memic;

/// <summary>
/// Reads what the service says of a failure, whatever shape it has: the documented envelope, FastAPI's list, a bare
/// string, HTML, XML, nothing, bytes that are no text, or a body that was cut short. It never throws.
/// </summary>
public static class ErrorReader
{
    /// <summary>How much of a body is read at most, in bytes.</summary>
    public const int MaximumBytes = 64 * 1024;

    private const int MaximumDetail = 2000;
    private const int MaximumCode = 100;
    private const int MaximumToken = 200;

    private static readonly string[] MessageNames = ["msg", "message", "detail"];

    private static readonly Regex Title = Pattern("<title[^>]*>(.*?)</title>");
    private static readonly Regex XmlCode = Pattern("<Code>(.*?)</Code>");
    private static readonly Regex XmlMessage = Pattern("<Message>(.*?)</Message>");
    private static readonly Regex Invisible = Pattern("<(style|script)[^>]*>.*?(</\\1>|$)|<!--.*?(-->|$)");
    private static readonly Regex Tag = Pattern("<[^>]*>?");
    private static readonly Regex Space = Pattern("\\s+");

    /// <summary>Reads a body.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="reasonPhrase">The words beside it, if any.</param>
    /// <param name="body">The first bytes of the body, up to <see cref="MaximumBytes"/>.</param>
    /// <param name="encoding">The character set of the body; UTF-8 by default.</param>
    /// <returns>Code, detail and request id; the code is <c>http_</c> and the status where the body has none.</returns>
    public static MemicErrorBody Read(int statusCode, string? reasonPhrase, byte[] body, Encoding? encoding = null)
    {
        // Replaces what is not valid, so that the reader below meets only valid text.
        var text = (encoding ?? Encoding.UTF8).GetString(body).TrimStart('\uFEFF').Trim().Replace("\0", string.Empty);
        var found = text.Length > 0 && text[0] is '{' or '[' or '"' ? ReadJson(text) : ReadText(text);
        var detail = string.IsNullOrWhiteSpace(found.Detail) ? Fallback(statusCode, reasonPhrase) : Shorten(found.Detail);
        return new(found.Code ?? MemicErrorCodes.ForStatus(statusCode), detail, found.RequestId);
    }

    private static (string? Code, string Detail, string? RequestId) ReadJson(string text)
    {
        string? code = null, detail = null, message = null, requestId = null;
        var json = CutJson.Complete(text, out var wholeLength);
        var bytes = Encoding.UTF8.GetBytes(json);
        // What was put to its end is plain ASCII.
        var wholeBytes = bytes.Length - (json.Length - wholeLength);
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, new JsonReaderState(new() { AllowTrailingCommas = true, MaxDepth = 64 }));
        try
        {
            if (text[0] != '{')
            {
                reader.Read();
                return (null, JsonElement.TryParseValue(ref reader, out var whole) ? Describe(whole.Value) : json.Length == text.Length ? text : string.Empty, null);
            }

            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString();
                if (!reader.Read() || !JsonElement.TryParseValue(ref reader, out var value))
                {
                    break;
                }

                switch (name)
                {
                    // Half of a code is another one, and half of an id is none.
                    case "code" or "request_id" when reader.BytesConsumed > wholeBytes: break;
                    case "code": code = CodeOf(value.Value); break;
                    case "request_id": requestId = Token(value.Value); break;
                    case "detail": detail = Describe(value.Value); break;
                    case "message" or "error": message ??= Describe(value.Value); break;
                    default: break;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Nested without end, or not JSON after all: what was read so far still counts.
        }

        // Where it says nothing that is known, all of it is shown; but not half of it.
        return (code, detail ?? message ?? (code is null && json.Length == text.Length ? text : string.Empty), requestId);
    }

    private static (string? Code, string Detail, string? RequestId) ReadText(string text)
    {
        try
        {
            if (XmlMessage.Match(text) is { Success: true } message)
            {
                var code = XmlCode.Match(text);
                return (null, Plain((code.Success ? code.Groups[1].Value + ": " : string.Empty) + message.Groups[1].Value), null);
            }

            return (null, Plain(Title.Match(text) is { Success: true } title ? title.Groups[1].Value : text), null);
        }
        catch (RegexMatchTimeoutException)
        {
            return (null, string.Empty, null);
        }
    }

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => JsonValues.TextOf(value),
        JsonValueKind.Null or JsonValueKind.Undefined => string.Empty,
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(Describe).Where(part => part.Length > 0)),
        JsonValueKind.Object => DescribeObject(value),
        _ => value.GetRawText(),
    };

    /// <summary>FastAPI's <c>{loc, msg, type}</c> becomes "body.filename: Field required".</summary>
    private static string DescribeObject(JsonElement value)
    {
        var message = MessageNames.Select(name => value.TryGetProperty(name, out var part) ? Describe(part) : string.Empty).FirstOrDefault(part => part.Length > 0);
        if (message is null)
        {
            return value.EnumerateObject().All(property => property.Value.ValueKind == JsonValueKind.Null) ? string.Empty : value.GetRawText();
        }

        var place = value.TryGetProperty("loc", out var loc) && loc.ValueKind == JsonValueKind.Array
            ? string.Join(".", loc.EnumerateArray().Select(Describe))
            : string.Empty;
        return place.Length == 0 ? message : $"{place}: {message}";
    }

    /// <summary>What does not look like a code is none: it would become the id of the error.</summary>
    private static string? CodeOf(JsonElement value) =>
        Token(value) is { Length: <= MaximumCode } text && text.All(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '.') ? text : null;

    private static string? Token(JsonElement value)
    {
        var text = value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? Describe(value) : string.Empty;
        return text.Length is 0 or > MaximumToken || string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private static string Plain(string markup) => System.Net.WebUtility.HtmlDecode(Space.Replace(Tag.Replace(Invisible.Replace(markup, " "), " "), " ")).Trim();

    private static string Fallback(int statusCode, string? reasonPhrase) =>
        string.IsNullOrWhiteSpace(reasonPhrase) ? MemicErrorCodes.Find(MemicErrorCodes.ForStatus(statusCode), statusCode).Description : reasonPhrase!;

    private static string Shorten(string detail) => detail.Length <= MaximumDetail ? detail : detail[..MaximumDetail] + "...";

    private static Regex Pattern(string pattern) =>
        new(pattern, RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(500));
}
