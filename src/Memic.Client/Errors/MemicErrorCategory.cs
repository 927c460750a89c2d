namespace Memic;

/// <summary>What kind of failure an error is. The names are those of PowerShell's <c>ErrorCategory</c>.</summary>
public enum MemicErrorCategory
{
    /// <summary>The API key is missing, malformed or deleted.</summary>
    AuthenticationError,

    /// <summary>The key is valid, but not for this resource.</summary>
    PermissionDenied,

    /// <summary>The file, prompt or path does not exist.</summary>
    ObjectNotFound,

    /// <summary>The file is still being processed.</summary>
    ResourceBusy,

    /// <summary>A conflict with something that exists.</summary>
    ResourceExists,

    /// <summary>The input is invalid and must be changed.</summary>
    InvalidArgument,

    /// <summary>The input has the right shape but its values are refused, or an answer cannot be read.</summary>
    InvalidData,

    /// <summary>A size limit was exceeded.</summary>
    LimitsExceeded,

    /// <summary>The rate limit was exceeded.</summary>
    QuotaExceeded,

    /// <summary>The service, or storage, failed although the request was repeated.</summary>
    ResourceUnavailable,

    /// <summary>The network failed although the request was repeated.</summary>
    ConnectionError,

    /// <summary>Something did not happen in time.</summary>
    OperationTimeout,

    /// <summary>A setting would expose a secret.</summary>
    SecurityError,

    /// <summary>What was asked for did not succeed on the service's side.</summary>
    InvalidResult,

    /// <summary>A local file could not be read.</summary>
    ReadError,

    /// <summary>The setup does not allow the operation.</summary>
    InvalidOperation,
}
