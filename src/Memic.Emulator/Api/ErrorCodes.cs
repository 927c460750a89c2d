namespace Memic.Emulator;

/// <summary>The documented error codes, and codes of the emulator's own where the documentation gives none.</summary>
internal static class ErrorCodes
{
    public const string InvalidApiKey = "invalid_api_key";
    public const string FileNotFound = "file_not_found";
    public const string PromptNotFound = "prompt_not_found";
    public const string FileStillProcessing = "file_still_processing";
    public const string InvalidFileType = "invalid_file_type";
    public const string FileTooLarge = "file_too_large";
    public const string RateLimitExceeded = "rate_limit_exceeded";

    /// <summary>Gets the code that an error with this status has unless a fault specifies another.</summary>
    public static string GetDefault(int status) => status switch
    {
        400 => "bad_request",
        401 => InvalidApiKey,
        403 => "forbidden",
        404 => FileNotFound,
        409 => FileStillProcessing,
        413 => FileTooLarge,
        422 => "validation_error",
        429 => RateLimitExceeded,
        502 => "bad_gateway",
        503 => "service_unavailable",
        504 => "gateway_timeout",
        >= 500 => "internal_error",
        _ => "error",
    };
}
