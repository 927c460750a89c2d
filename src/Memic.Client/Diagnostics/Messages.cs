using System.Globalization;

namespace Memic;

/// <summary>Every sentence that a user can see and that is not in the error table.</summary>
internal static class Messages
{
    public const string AnswerMissing = "The response contains no answer to the question.";
    public const string BaseUriInvalid = "The base URI must be an absolute https address without quotes, user name or query, such as https://api.memic.ai/api/v1.";
    public const string BaseUriTwoSlashes = "The path of the base URI has two slashes in a row: leave one of them out.";
    public const string BodyMissing = "The response has no content.";
    public const string BodyTooComplex = "The response has more values than any response of the API: more than 10,000 keys in one object, or 2,000,000 values in all.";
    public const string BodyTooLarge = "The response is larger than 64 MB, more than any response of the API.";
    public const string BodyUnreadable = "The response is not the JSON that the API documents.";
    public const string CheckBaseUri = "Check the path of the base URI: Memic does not seem to answer there. It ends with the version, as in https://api.memic.ai/api/v1.";
    public const string ContextMissing = "The response does not name the organization, project or environment of the key.";
    public const string Deprecated = "This version of the Memic API is deprecated: look for a newer version of the Memic module.";
    public const string FileIncomplete = "The response describes a file without its id or status.";
    public const string FleetNeedsStore = "The scope Fleet needs a store: pass -RateLimitStore, or set MEMIC_RATE_LIMIT_STORE.";
    public const string InitIncomplete = "The response to the upload request has no file id or no upload URL.";
    public const string KeyEmpty = "The API key is empty.";
    public const string KeyMalformed = "The API key contains characters that no key has: copy it again, without quotes or line breaks.";
    public const string KeyInQuotes = "The API key is in quotes: leave them out.";
    public const string KeyMissing = "No API key: there is no connection and MEMIC_API_KEY is not set.";
    public const string LimitFileBusy = "The file of the count is locked.";
    public const string ListContradictsItself = "The response says that there are files, and lists none.";
    public const string ListEndless = "The list does not end: page after page shows the same.";
    public const string ListMissing = "The response is not the list that the API documents.";
    public const string ListSlow = "The list of files did not arrive in time: reading the status of each file instead.";
    public const string MetadataTooDeep = "The metadata is nested too deeply, or refers to itself.";
    public const string NoDataFolder = "The user has no folder for application data.";
    public const string NoJsonObject = "The text is no JSON object, such as {\"category\": \"offer\"}.";
    public const string ProjectIdMissing = "The response describes a project without its id.";
    public const string PromptBodyMissing = "The response describes a prompt without its text.";
    public const string ReasonUnknown = "The service gave no reason.";
    public const string RedirectLoop = "The service redirects again and again, without end.";
    public const string RedirectNowhere = "The service redirects, but gives no usable address to go to.";
    public const string RedirectUnclear = "The service redirects in a way that does not keep the request as it is.";
    public const string ResultsMissing = "The response contains no search results.";
    public const string SendAgain = "Send the file again: its content never arrived. Remove the incomplete record with Remove-MemicFile.";
    public const string StoreAddressInvalid = "The address of the rate limit store cannot be read. It looks like redis://user:password@host:6379/0, or is a configuration string of StackExchange.Redis.";
    public const string StoreNeedsFleet = "A rate limit store serves the scope Fleet alone.";
    public const string StoreSchemeUnknown = "The rate limit store must be an address that begins with redis:// or rediss://, or a configuration string of StackExchange.Redis.";
    public const string StorageUrlInvalid = "The upload URL that the service sent cannot be used.";
    public const string TooManyProcesses = "Too many processes use the key at once.";

    public static string BaseUriInvisible(char character) => $"The base URI contains a character that cannot be seen (U+{((int)character).ToString("X4", CultureInfo.InvariantCulture)}): type it again.";

    public static string BaseUriInsecure(string origin) => $"{origin} is plain http: the API key could be read on the way.";

    public static string Changed(string name) => $"'{name}' changed while it was being sent.";

    public static string ConfirmUnknown(string name, MemicException failure) =>
        $"'{name}': it is not known whether the confirmation took effect ({failure.Code}). Reading the status before anything is sent again.";

    public static string CountedAlone(string reason) => $"The rate limit is counted by this process alone, not together with others on this machine: {reason}";

    public static string Directory(string path) => $"{path} is a folder.";

    public static string Disconnected(string name) => $"The connection '{name}' was disconnected.";

    public static string Empty(string name) => $"'{name}' has a length of 0 bytes: there is no content to send.";

    public static string LimitTooHigh(int limit) => $"A limit above {Number(limit)}, or a window above a day, cannot be shared.";

    public static string Network(string host, string reason) => $"The request to {host} failed on the network: {reason}";

    public static string NotOwnerOnly(string path) => $"Access to {path} cannot be restricted to its owner.";

    public static string Orphan(string name, MemicException failure) =>
        $"'{name}': it is not known whether the upload request took effect ({failure.Code}). A file record without content may stay behind.";

    public static string OutOfRange(string name, string limits) => $"{name} must be {limits}.";

    public static string PathNotFound(string path) => $"{path} does not exist.";

    public static string Pipe(string path) => $"{path} is a pipe or a device.";

    public static string ProcessingFailed(string name, string status, string? reason) => $"'{name}' could not be processed ({status}): {reason ?? ReasonUnknown}";

    public static string RateLimit(RateCategory category) => $"for the rate limit of {category.ToString().ToLowerInvariant()} requests";

    public static string RateLimitBlocked(TimeSpan wait) => $"Rate limited: the service asked to wait another {Seconds(wait)}, which is longer than the maximum retry delay.";

    public static string RedirectRefused(string origin) => $"The service redirects to {origin}. The API key is not sent to another origin.";

    public static string Requested(string method, string path, string label, int status, TimeSpan elapsed, int attempt, string? requestId) =>
        $"{method} {path} -> {Number(status)} in {Number((long)elapsed.TotalMilliseconds)} ms, attempt {Number(attempt)}{(requestId is null ? string.Empty : ", " + requestId)}{Of(label)}";

    public static string ReleaseFailed(string reason) => $"A permit of the rate limit could not be given back: {reason}";

    public static string RequestFailed(string method, string path, string label, string reason, TimeSpan elapsed, int attempt) =>
        $"{method} {path} -> {reason} after {Number((long)elapsed.TotalMilliseconds)} ms, attempt {Number(attempt)}{Of(label)}";

    public static string ResponseUnreadable(string reason) => $"The response could not be read: {reason}";

    public static string Retrying(string label, string code, TimeSpan wait, int attempt) => $"{code}: attempt {Number(attempt)} in {Seconds(wait)}{Of(label)}";

    /// <summary>Why somebody waits: a phrase that follows the word "waiting", as <see cref="RateLimit"/> is.</summary>
    public static string RetryWait(string code, int attempt) =>
        code == MemicErrorCodes.RateLimitExceeded ? $"because the service asks to ({code})" : $"for attempt {Number(attempt)} ({code})";

    public static string Stalled(TimeSpan timeout) => $"The upload made no progress for {Seconds(timeout)}.";

    public static string StorageRejected(string name, string fileId, string detail) => $"Storage refused '{name}' (file id {fileId}): {detail}";

    public static string StoreBack(string host) => $"The rate limit store {host} is back: all machines share the limits again.";

    public static string StoreEmptied(string host) => $"The rate limit store {host} has lost its count: it is told again what this process sent.";

    public static string StoreLibraryMissing(string reason) => $"The library of the rate limit store cannot be loaded: {reason}";

    public static string StoreLost(string host, string reason, double share) =>
        $"The rate limit store {host} cannot be reached ({reason}). Until it is back, this process counts for itself and takes {share.ToString("0.#%", CultureInfo.InvariantCulture)} of each limit.";

    public static string StoreUnavailable(string host, string reason) => $"The rate limit store {host} cannot be used: {reason}";

    public static string TimedOut(TimeSpan timeout) => $"No response within {Seconds(timeout)}.";

    public static string Unreadable(string name, string reason) => $"'{name}' cannot be read: {reason}";

    public static string UploadInterrupted(string name, string reason) => $"The upload of '{name}' was interrupted: {reason}";

    public static string UrlExpired(string name) => $"'{name}': the upload URL was refused or has expired. Requesting a new one; the first file record stays incomplete.";

    public static string ValueWithoutJson(string key, string type) => $"The value of '{key}' has no JSON form ({type}).";

    public static string VariablesMissing(string prompt, IEnumerable<string> names) => $"The prompt '{prompt}' needs a value for: {string.Join(", ", names)}.";

    public static string Waiting(string reason, TimeSpan wait) => $"Waiting {Seconds(wait)} {reason}.";

    public static string WaitTimeout(string name, TimeSpan timeout, string status) => $"'{name}' was not ready within {Seconds(timeout)}; its status is {status}.";

    public static string WaitTimeoutIncomplete(string name, TimeSpan timeout, string status) =>
        $"'{name}' was not ready within {Seconds(timeout)}: its content has not arrived ({status}).";

    /// <summary>Whose line it is: several uploads are logged side by side.</summary>
    private static string Of(string label) => label.Length == 0 ? string.Empty : $" ({label})";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture) + " s";
}
