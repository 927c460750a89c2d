using System.Text.Json.Serialization;

namespace Memic.Emulator;

/// <summary>A fault to inject: which requests it applies to, how often, and what happens.</summary>
public sealed class Fault
{
    /// <summary>Gets the HTTP method; <c>*</c> matches any.</summary>
    public string Method { get; init; } = "*";

    /// <summary>Gets the path below the base address of the API, such as <c>/files/*/confirm</c>, or <c>/storage/*</c>. <c>*</c> matches anything.</summary>
    public string Path { get; init; } = "*";

    /// <summary>Gets the API key of the requests; by default any. Requests to storage carry no key.</summary>
    public string? Key { get; init; }

    /// <summary>Gets a text that the request body contains, such as a file name; by default any.</summary>
    public string? BodyContains { get; init; }

    /// <summary>Gets the number of matching requests to skip first.</summary>
    public int Skip { get; init; }

    /// <summary>Gets the number of requests that it applies to; <see cref="int.MaxValue"/> for all.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Gets what happens.</summary>
    public FaultKind Kind { get; init; }

    /// <summary>Gets whether the request is executed before the fault is applied: the client sees the failure of a request that took effect.</summary>
    public bool ExecuteFirst { get; init; }

    /// <summary>Gets how long the request is delayed first; after the execution with <see cref="ExecuteFirst"/>. The delay ends early if the client disconnects.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Gets the status of the response.</summary>
    public int? Status { get; init; }

    /// <summary>Gets the error code; by default the one that is documented for the status.</summary>
    public string? Code { get; init; }

    /// <summary>Gets the error detail.</summary>
    public string? Detail { get; init; }

    /// <summary>Gets the request id in header and body.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the value of the <c>Retry-After</c> header, sent as it is.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>Gets a time from now to send as the HTTP date of the <c>Retry-After</c> header.</summary>
    public TimeSpan? RetryAfterDate { get; init; }

    /// <summary>Gets additional response headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the content type of the response; by default that of the endpoint, or <c>application/json</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>Gets the response body; by default an error in the documented format.</summary>
    public string? Body { get; init; }

    /// <summary>Gets the response body as bytes; <c>bodyBase64</c> in JSON.</summary>
    [JsonPropertyName("bodyBase64")]
    public byte[]? BodyBytes { get; init; }

    /// <summary>Gets the size of a response body of filler bytes.</summary>
    public int? BodySize { get; init; }

    /// <summary>Gets whether the response is compressed.</summary>
    public bool Gzip { get; init; }

    /// <summary>Gets the target of a redirect.</summary>
    public string? Target { get; init; }

    /// <summary>Gets the number of bytes of the body before the fault is applied, for the kinds that say so.</summary>
    public long Bytes { get; init; }

    /// <summary>Gets the time between two parts of a slow body.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the number of requests that it was applied to.</summary>
    public int Hits { get; internal set; }

    internal int Seen { get; set; }

    internal bool ReplacesResponse => Status is not null || Body is not null || BodyBytes is not null || BodySize is not null;

    private bool ConcernsRequestBody => Kind is FaultKind.ExpireUrl or FaultKind.AbortAfterBytes or FaultKind.Stall
        or FaultKind.RespondEarlyAndClose or FaultKind.RespondEarlyAndRead or FaultKind.RespondEarlyAndStall;

    /// <summary>Throws if the fault could never be applied, or not as it says.</summary>
    internal void Validate()
    {
        var error = Skip < 0 ? "skip must be 0 or greater."
            : Times < 1 ? "times must be 1 or greater."
            : Bytes < 0 ? "bytes must be 0 or greater."
            : BodySize < 0 ? "bodySize must be 0 or greater."
            : Status is < 200 or > 599 ? "status must be from 200 to 599."
            : Delay < TimeSpan.Zero || Interval < TimeSpan.Zero ? "delay and interval must be 0 or greater."
            : ExecuteFirst && ConcernsRequestBody ? "executeFirst cannot be combined with a kind that concerns the request body."
            : (Kind is FaultKind.Redirect) != (Target is not null) ? "target is required for the kind redirect, and for no other."
            : ((object?[])[Body, BodyBytes, BodySize]).Count(body => body is not null) > 1 ? "Only one of body, bodyBase64 and bodySize can be specified."
            : null;
        if (error is not null)
        {
            throw new ArgumentException(error);
        }
    }
}
