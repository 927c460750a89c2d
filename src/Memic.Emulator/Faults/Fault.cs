using System.Text.Json.Serialization;

namespace Memic.Emulator;

/// <summary>A fault to inject: which requests it applies to, how often, and what happens.</summary>
public sealed class Fault
{
    /// <summary>Gets the HTTP method; <c>*</c> matches any.</summary>
    public string Method { get; init; } = "*";

    /// <summary>Gets the path below the base address of the API, such as <c>/files/*/confirm</c>, or <c>/storage/*</c>. <c>*</c> matches anything.</summary>
    public string Path { get; init; } = "*";

    /// <summary>Gets the number of matching requests to skip first.</summary>
    public int Skip { get; init; }

    /// <summary>Gets the number of requests that it applies to; <see cref="int.MaxValue"/> for all.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Gets what happens.</summary>
    public FaultKind Kind { get; init; }

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

    /// <summary>Gets additional response headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the content type of the response; <c>application/json</c> by default.</summary>
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

    /// <summary>Gets how long the request is delayed first. The delay ends early if the client disconnects.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Gets the target of a redirect.</summary>
    public string? Target { get; init; }

    /// <summary>Gets the number of bytes of an upload that are read before the connection is reset or stalls.</summary>
    public long Bytes { get; init; }

    /// <summary>Gets the number of requests that it was applied to.</summary>
    public int Hits { get; internal set; }

    internal int Seen { get; set; }

    internal bool HasResponse => Status is not null || Body is not null || BodyBytes is not null || BodySize is not null;
}
