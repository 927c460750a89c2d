using System.Globalization;
using System.Text.Json;

namespace Memic.Emulator;

/// <summary>Describes the faults for people: for --help, and for whoever asks for one that does not exist.</summary>
public static class FaultHelp
{
    private static readonly Dictionary<FaultKind, string> Kinds = new()
    {
        [FaultKind.Respond] = "the given response; without one that of the endpoint, such as after a delay",
        [FaultKind.Reset] = "resets the connection before the request is executed",
        [FaultKind.LostReply] = "executes the request, then resets the connection",
        [FaultKind.Hang] = "never responds",
        [FaultKind.CutBody] = "closes the connection after half of the response body",
        [FaultKind.StallBody] = "stops after so many bytes of the response body",
        [FaultKind.SlowBody] = "sends so many bytes of the response body in each interval",
        [FaultKind.EndlessBody] = "sends a response body that does not end",
        [FaultKind.Redirect] = "redirects to the target",
        [FaultKind.ExpireUrl] = "takes the upload URL for expired",
        [FaultKind.AbortAfterBytes] = "resets the connection after so many bytes of the request body",
        [FaultKind.Stall] = "stops reading after so many bytes of the request body",
        [FaultKind.RespondEarlyAndClose] = "responds after so many bytes of the request body, and closes the connection",
        [FaultKind.RespondEarlyAndRead] = "responds after so many bytes of the request body, and reads the rest",
        [FaultKind.RespondEarlyAndStall] = "responds after so many bytes of the request body, and reads no more",
    };

    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["method"] = "which requests: the method; * for any, which is the default",
        ["path"] = "which requests: the path, such as /files/*/confirm or /storage/*",
        ["key"] = "which requests: those with this API key",
        ["bodyContains"] = "which requests: those whose body contains this text, such as a file name",
        ["skip"] = "how many of them to leave alone first; 0 by default",
        ["times"] = "how many of them it is applied to; 1 by default",
        ["kind"] = "what happens, as below; respond by default",
        ["executeFirst"] = "true: the request takes effect before the fault does",
        ["delay"] = "seconds to wait first",
        ["status"] = "the status of the response",
        ["code"] = "its error code; by default that of the status",
        ["detail"] = "its error detail",
        ["requestId"] = "its request id",
        ["retryAfter"] = "its header Retry-After, as it is sent",
        ["retryAfterDate"] = "seconds from now, for a Retry-After that is a date",
        ["headers"] = "more headers",
        ["contentType"] = "its content type",
        ["body"] = "its body as text; by default the documented error",
        ["bodyBase64"] = "its body as bytes",
        ["bodySize"] = "a body of so many bytes of filler",
        ["gzip"] = "true: the body is compressed",
        ["target"] = "for redirect: where to",
        ["bytes"] = "for the kinds that say so: how many bytes",
        ["interval"] = "for slowBody: seconds between two parts; 1 by default",
    };

    /// <summary>Gets the fields and the kinds, one a line.</summary>
    public static string Text { get; } = string.Join(
        '\n',
        [
            "A fault is a JSON object with these fields:",
            .. Fields.Select(field => Line(field.Key, field.Value)),
            string.Empty,
            "and one of these kinds:",
            .. Kinds.Select(kind => Line(NameOf(kind.Key), kind.Value)),
        ]);

    /// <summary>Says what is wrong with a fault that cannot be read, and what there is instead.</summary>
    internal static string Explain(JsonException error)
    {
        var field = error.Path?.TrimStart('$', '.') ?? string.Empty;
        return field == "kind" ? $"There is no such kind of fault. The kinds are: {string.Join(", ", Kinds.Keys.Select(NameOf))}."
            : error.Message.Contains("could not be mapped", StringComparison.Ordinal) ? $"A fault has no field of that name. {FieldList()}"
            : field.Length > 0 ? $"The value of '{field}' does not fit: {(Fields.TryGetValue(field, out var meaning) ? meaning : error.Message)}."
            : $"That is no JSON object: {error.Message}";
    }

    private static string FieldList() => $"The fields are: {string.Join(", ", Fields.Keys)}.";

    private static string NameOf(FaultKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    private static string Line(string name, string text) => string.Format(CultureInfo.InvariantCulture, "  {0,-22} {1}", name, text);
}
