using System.Globalization;

namespace Memic;

/// <summary>Every sentence that a user can see and that is not in the error table.</summary>
internal static class Texts
{
    public const string KeyEmpty = "The API key is empty.";
    public const string KeyMalformed = "The API key has characters that no key has: copy it again, without quotes or line breaks.";
    public const string KeyMissing = "No API key: there is no connection and MEMIC_API_KEY is not set.";
    public const string BaseUriInvalid = "The base URI must be an absolute https address without user name or query, such as https://api.memic.ai/api/v1.";
    public const string BodyMissing = "The service answered without the content that belongs there.";
    public const string BodyUnreadable = "The service's answer is not the JSON that belongs there.";
    public const string Stalled = "No byte moved before the stall timeout.";
    public const string MetadataTooDeep = "The metadata is nested too deeply, or refers to itself.";
    public const string AnswerMissing = "The service sent no answer to the question.";
    public const string ListEndless = "The service's list does not come to an end: page after page shows the same.";
    public const string ProjectIdMissing = "A project that the service sent has no id.";
    public const string Deprecated = "This version of the Memic API is deprecated: look for a newer version of the Memic module.";
    public const string PromptBodyMissing = "The prompt that the service sent has no text.";
    public const string StorageUrlInvalid = "The storage URL that the service sent cannot be used.";
    public const string IdMissing = "The service's answer has no file id.";
    public const string ReasonUnknown = "The service gave no reason.";
    public const string UrlExpired = "The storage URL was refused or has expired: asking for a new one. The first file record stays behind unfinished.";

    public static string Disconnected(string name) => $"The connection '{name}' was disconnected.";

    public static string BaseUriInsecure(string origin) => $"{origin} is plain http: the API key could be read on the way.";

    public static string Network(string reason) => $"The request failed on the network: {reason}";

    public static string TimedOut(TimeSpan timeout) => $"No answer within {Seconds(timeout)}.";

    public static string RedirectRefused(string origin) => $"The service redirects to {origin}. The API key is not sent to another origin.";

    public const string RedirectUnclear = "The service redirects in a way that does not keep the request as it is.";

    public static string GateClosed(TimeSpan wait) => $"Rate limited: the service asked to wait another {Seconds(wait)}, which is longer than the maximum retry delay.";

    public static string ReleaseFailed(string reason) => $"A permit of the rate limit could not be given back: {reason}";

    public static string Directory(string path) => $"{path} is a folder.";

    public static string Pipe(string path) => $"{path} is a pipe or a device.";

    public static string PathNotFound(string path) => $"{path} does not exist.";

    public static string Empty(string name) => $"'{name}' is empty.";

    public static string Changed(string name) => $"'{name}' changed while it was being sent.";

    public static string Unreadable(string name, string reason) => $"'{name}' cannot be read: {reason}";

    public static string StorageRejected(string name, string detail) => $"Storage refused '{name}': {detail}";

    public static string UploadInterrupted(string name, string reason) => $"The upload of '{name}' broke off: {reason}";

    public static string ProcessingFailed(string name, string status, string? reason) => $"'{name}' could not be processed ({status}): {reason ?? ReasonUnknown}";

    public static string WaitTimeout(string name, TimeSpan timeout, string status) => $"'{name}' was not ready within {Seconds(timeout)}; its status is {status}.";

    public static string VariablesMissing(string prompt, IEnumerable<string> names) => $"The prompt '{prompt}' needs a value for: {string.Join(", ", names)}.";

    public static string OutOfRange(string name, string limits) => $"{name} must be {limits}.";

    public static string Repeating(string code, TimeSpan wait, int attempt) => $"{code}: attempt {Number(attempt)} in {Seconds(wait)}";

    public static string RateLimit(RateCategory category) => $"rate limit for {category.ToString().ToLowerInvariant()} requests";

    public static string Waiting(string reason, TimeSpan wait) => $"Waiting {Seconds(wait)}: {reason}";

    public static string ReplyLost(string path) => $"The reply to {path} was lost: reading the status before anything is sent again.";

    public static string Orphan(string path) => $"The reply to {path} was lost: a file record may stay behind that never gets content.";

    public static string Requested(string method, string path, int status, TimeSpan took, int attempt, string? requestId) =>
        $"{method} {path} -> {Number(status)} in {Number((long)took.TotalMilliseconds)} ms, attempt {Number(attempt)}{(requestId is null ? string.Empty : ", " + requestId)}";

    public static string RequestFailed(string method, string path, string reason, TimeSpan took, int attempt) =>
        $"{method} {path} -> {reason} after {Number((long)took.TotalMilliseconds)} ms, attempt {Number(attempt)}";

    static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture) + " s";
}
