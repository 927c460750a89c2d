using C = Memic.MemicErrorCategory;

namespace Memic;

/// <summary>
/// Every error code, in one table. Errors, documentation, completion and tests all read it.
/// Sources: the errors page for what the service raises; the rest are this client's own.
/// </summary>
public static class MemicErrorCodes
{
    /// <summary>The API key is missing, malformed or deleted.</summary>
    public const string InvalidApiKey = "invalid_api_key";

    /// <summary>The file id does not exist in this environment.</summary>
    public const string FileNotFound = "file_not_found";

    /// <summary>No prompt of that name has a live version.</summary>
    public const string PromptNotFound = "prompt_not_found";

    /// <summary>The file is not ready yet.</summary>
    public const string FileStillProcessing = "file_still_processing";

    /// <summary>The file extension is not supported.</summary>
    public const string InvalidFileType = "invalid_file_type";

    /// <summary>The file exceeds the upload size limit.</summary>
    public const string FileTooLarge = "file_too_large";

    /// <summary>Too many requests.</summary>
    public const string RateLimitExceeded = "rate_limit_exceeded";

    /// <summary>There is no API key to use.</summary>
    public const string ApiKeyMissing = "api_key_missing";

    /// <summary>The base URI would send the key unencrypted over a network.</summary>
    public const string InsecureBaseUrl = "insecure_base_url";

    /// <summary>There is no connection of that name.</summary>
    public const string ConnectionNotFound = "connection_not_found";

    /// <summary>Several connections could be meant.</summary>
    public const string ConnectionAmbiguous = "connection_ambiguous";

    /// <summary>The object came from another environment than the connection reaches.</summary>
    public const string WrongConnection = "wrong_connection";

    /// <summary>A secret cannot be read from a vault.</summary>
    public const string SecretUnavailable = "secret_unavailable";

    /// <summary>The store that counts requests for several machines cannot be used.</summary>
    public const string RateLimitStoreUnavailable = "rate_limit_store_unavailable";

    /// <summary>The network failed.</summary>
    public const string NetworkError = "network_error";

    /// <summary>The service did not answer in time.</summary>
    public const string RequestTimeout = "request_timeout";

    /// <summary>The service's answer could not be understood.</summary>
    public const string InvalidResponse = "invalid_response";

    /// <summary>Storage refused the upload.</summary>
    public const string StorageRejected = "storage_rejected";

    /// <summary>The upload broke off.</summary>
    public const string UploadInterrupted = "upload_interrupted";

    /// <summary>The service could not process the file.</summary>
    public const string FileProcessingFailed = "file_processing_failed";

    /// <summary>The file was not ready in time.</summary>
    public const string WaitTimeout = "wait_timeout";

    /// <summary>No file has the name, id, reference id or status that was asked for.</summary>
    public const string NoMatchingFile = "no_matching_file";

    /// <summary>The path does not exist.</summary>
    public const string PathNotFound = "path_not_found";

    /// <summary>The path is not a file.</summary>
    public const string NotAFile = "not_a_file";

    /// <summary>The file cannot be read.</summary>
    public const string FileUnreadable = "file_unreadable";

    /// <summary>The file has no content.</summary>
    public const string FileEmpty = "file_empty";

    /// <summary>The file changed while it was being sent.</summary>
    public const string FileChanged = "file_changed";

    /// <summary>The input breaks a documented limit.</summary>
    public const string InvalidInput = "invalid_input";

    /// <summary>A prompt variable has no value.</summary>
    public const string PromptVariableMissing = "prompt_variable_missing";

    /// <summary>Another run synchronizes the same source.</summary>
    public const string SyncInProgress = "sync_in_progress";

    /// <summary>Files would be removed that had better not be.</summary>
    public const string DeleteRefused = "delete_refused";

    /// <summary>Searches found less than they must.</summary>
    public const string SearchQualityLow = "search_quality_low";

    /// <summary>Gets all known codes, those of the errors page first.</summary>
    public static IReadOnlyList<MemicErrorCode> All { get; } = Array.AsReadOnly<MemicErrorCode>(
    [
        new(InvalidApiKey, 401, C.AuthenticationError, "The API key is missing, malformed or deleted.", "Check the key, then run Connect-Memic again or set MEMIC_API_KEY.") { IsTerminating = true },
        new(FileNotFound, 404, C.ObjectNotFound, "The file id does not exist in this environment.", "Check the id, and with Get-MemicContext that the key belongs to the file's environment."),
        new(PromptNotFound, 404, C.ObjectNotFound, "No prompt of that name has a live version.", "Check the name, that the prompt has a live version, and with Get-MemicContext that this is its environment."),
        new(FileStillProcessing, 409, C.ResourceBusy, "The file is not ready yet.", "Wait for it with Wait-MemicFile, then try again."),
        new(InvalidFileType, 400, C.InvalidArgument, "The file extension is not supported.", "Send one of .pdf, .txt, .md, .docx, .pptx, .xlsx, .html, .png or .jpg."),
        new(FileTooLarge, 413, C.LimitsExceeded, "The file exceeds the upload size limit.", "Memic takes up to 100 MB a file: split it."),
        new(RateLimitExceeded, 429, C.QuotaExceeded, "Too many requests; waited and still limited.", "Try again after the time in RetryAfter; if several machines use the key, let them share its limits with -RateLimitStore on Connect-Memic, or give each a part with -RateLimitShare.") { IsRetryable = true },
        new(ApiKeyMissing, null, C.AuthenticationError, "There is no API key to use.", "Run Connect-Memic -ApiKey, or set MEMIC_API_KEY.") { IsTerminating = true },
        new(InsecureBaseUrl, null, C.SecurityError, "The base URI would send the key unencrypted.", "Use https, or pass -AllowUnencrypted to Connect-Memic if the network is yours alone.") { IsTerminating = true },
        new(ConnectionNotFound, null, C.ObjectNotFound, "There is no connection of that name.", "See Get-MemicConnection, or make it with Connect-Memic -Name. In a job of Start-Job, which is another process, run Connect-Memic as well.") { IsTerminating = true },
        new(ConnectionAmbiguous, null, C.InvalidOperation, "Several connections could be meant, and this runspace has no default.", "Pass -Connection, with a name that Get-MemicConnection shows.") { IsTerminating = true },
        new(WrongConnection, null, C.InvalidOperation, "The object came from another environment than the connection reaches; nothing was sent.", "Pass -Connection with the one that the object came from: its ConnectionName names it."),
        new(SecretUnavailable, null, C.ObjectNotFound, "The secret cannot be read from its vault.", "Check -SecretName and -Vault with Get-SecretInfo, and that the module Microsoft.PowerShell.SecretManagement is installed.") { IsTerminating = true },
        new(RateLimitStoreUnavailable, null, C.ResourceUnavailable, "The rate limit store cannot be used.", "Check the address and the password of the store, and that the server can be reached; without a store, give each machine a part of the limits with -RateLimitShare.") { IsTerminating = true },
        new(NetworkError, null, C.ConnectionError, "The network failed, also when the request was repeated.", "Check the network, the proxy settings and the base URI, then run it again.") { IsRetryable = true },
        new(RequestTimeout, null, C.OperationTimeout, "The service did not answer in time, also when the request was repeated.", "Run it again later; raise -TimeoutSec on Connect-Memic if the service is slow.") { IsRetryable = true },
        new(InvalidResponse, null, C.InvalidData, "The answer could not be understood.", "Check the base URI and that no proxy answers in Memic's place."),
        new(StorageRejected, null, C.ResourceUnavailable, "Storage refused the upload.", "Send the file again; if it stays, quote the file id to support."),
        new(UploadInterrupted, null, C.ConnectionError, "The upload broke off, also when it was repeated.", "Check the network and the proxy settings, then send the file again.") { IsRetryable = true },
        new(FileProcessingFailed, null, C.InvalidResult, "The service could not process the file.", "Read the reason, mend the file and send it again."),
        new(WaitTimeout, null, C.OperationTimeout, "The file was not ready in time; it is still being processed.", "Wait on with Wait-MemicFile and a longer -Timeout."),
        new(NoMatchingFile, null, C.ObjectNotFound, "No file of the environment has that name, id, reference id or status.", "Check the spelling, and with Get-MemicContext that this is the file's environment."),
        new(PathNotFound, null, C.ObjectNotFound, "The path does not exist.", "Check the path; use -LiteralPath for names with brackets."),
        new(NotAFile, null, C.InvalidArgument, "The path is not a file of the file system.", "Pass files, for example with Get-ChildItem -File."),
        new(FileUnreadable, null, C.ReadError, "The file cannot be read.", "Check its permissions and that no other program has locked it."),
        new(FileEmpty, null, C.InvalidArgument, "The file has no content.", "Memic takes no empty files."),
        new(FileChanged, null, C.InvalidData, "The file changed while it was being sent; it was not confirmed.", "Send it again when nothing writes to it."),
        new(InvalidInput, null, C.InvalidArgument, "The input breaks a documented limit.", "Change the input as the message says."),
        new(PromptVariableMissing, null, C.InvalidArgument, "A variable of the prompt has no value.", "Give every variable a value with -Variable, or pass -AllowMissing."),
        new(SyncInProgress, null, C.ResourceBusy, "Another run synchronizes the same source; this one did nothing.", "Wait until it has ended; schedule the runs further apart."),
        new(DeleteRefused, null, C.InvalidOperation, "Files of the folder are missing in a way that may be a mistake; nothing was removed.", "Check the folder and the path; if it is meant, run Sync-MemicFolder -Delete -Force."),
        new(SearchQualityLow, null, C.InvalidResult, "Searches found less of what they must find than -MinimumRecall demands.", "See with Test-MemicSearch which questions failed, and with Compare-MemicSearchTest what changed since an earlier run."),
    ]);

    private static readonly MemicErrorCode[] ByStatus =
    [
        new("http_400", 400, C.InvalidArgument, "Bad request: the input is invalid.", "Fix the input as the message says, then run it again."),
        new("http_401", 401, C.AuthenticationError, "Unauthorized: the API key is missing or invalid.", "Check the key, then run Connect-Memic again or set MEMIC_API_KEY.") { IsTerminating = true },
        new("http_403", 403, C.PermissionDenied, "Forbidden: the key is valid but not for this resource.", "Is the key bound to the right environment? Get-MemicContext shows it."),
        new("http_404", 404, C.ObjectNotFound, "Not found in this environment.", "Check the id or name, the environment with Get-MemicContext, and the base URI."),
        new("http_409", 409, C.ResourceExists, "Conflict, for example a duplicate.", "Inspect the message; repeating the request does not help."),
        new("http_413", 413, C.LimitsExceeded, "Too large.", "Memic takes up to 100 MB a file: split it."),
        new("http_422", 422, C.InvalidData, "The values are refused.", "Read the message: it names the field."),
        new("http_429", 429, C.QuotaExceeded, "Too many requests; waited and still limited.", "Try again after the time in RetryAfter; if several machines use the key, give each a part of the limit with -RateLimit on Connect-Memic.") { IsRetryable = true },
        new("http_500", 500, C.ResourceUnavailable, "Memic failed, also when the request was repeated.", "Run it again later; if it stays, quote the request id to support.") { IsRetryable = true },
        new("http_502", 502, C.ResourceUnavailable, "Memic's gateway failed, also when the request was repeated.", "Run it again later; if it stays, quote the request id to support.") { IsRetryable = true },
        new("http_503", 503, C.ResourceUnavailable, "Memic is unavailable, also when the request was repeated.", "Run it again later; if it stays, quote the request id to support.") { IsRetryable = true },
        new("http_504", 504, C.ResourceUnavailable, "Memic's gateway timed out, also when the request was repeated.", "Run it again later; if it stays, quote the request id to support.") { IsRetryable = true },
    ];

    private static readonly Dictionary<string, MemicErrorCode> ByCode =
        All.Concat(ByStatus).ToDictionary(row => row.Code, StringComparer.Ordinal);

    /// <summary>
    /// Returns the row for an error. Where there is a status it decides about category and retries: the code's own row
    /// applies only if it stands for this status. Codes that are not in the table keep their name.
    /// </summary>
    /// <param name="code">The code, from the service or of this client.</param>
    /// <param name="statusCode">The HTTP status of the service's response, or <see langword="null"/> for an error of this client.</param>
    public static MemicErrorCode Find(string code, int? statusCode)
    {
        if (ByCode.TryGetValue(code, out var known) && (statusCode is null || known.StatusCode == statusCode))
        {
            return known;
        }

        var kind = ByStatus.FirstOrDefault(row => row.StatusCode == statusCode) ?? Unlisted(statusCode);
        return new(code, statusCode, kind.Category, kind.Description, kind.Advice)
        {
            IsRetryable = kind.IsRetryable,
            IsTerminating = kind.IsTerminating,
        };
    }

    /// <summary>Returns the code of a response that carries none: <c>http_</c> and the status.</summary>
    /// <param name="statusCode">The HTTP status, 100 to 599.</param>
    public static string ForStatus(int statusCode) => FormattableString.Invariant($"http_{statusCode}");

    private static MemicErrorCode Unlisted(int? statusCode) => statusCode switch
    {
        >= 500 => ByStatus.First(row => row.StatusCode == 500),
        >= 400 => ByStatus.First(row => row.StatusCode == 400),
        _ => ByCode[InvalidResponse],
    };
}
