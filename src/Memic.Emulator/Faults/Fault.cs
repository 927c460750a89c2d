using System.Text.Json.Serialization;

namespace Memic.Emulator;

/// <summary>Something that is to go wrong: which requests it strikes, how often, and how.</summary>
public sealed class Fault
{
    /// <summary>The HTTP method; <c>*</c> for any.</summary>
    public string Method { get; init; } = "*";

    /// <summary>The path below the API's base, such as <c>/files/*/confirm</c> or <c>/storage/*</c>. A star stands for anything.</summary>
    public string Path { get; init; } = "*";

    /// <summary>How many matching requests are spared first.</summary>
    public int Skip { get; init; }

    /// <summary>How many requests it strikes; <see cref="int.MaxValue"/> for all.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The way it goes wrong.</summary>
    public FaultKind Kind { get; init; }

    /// <summary>The status to reply.</summary>
    public int? Status { get; init; }

    /// <summary>The error's code; by default the one that is documented for the status.</summary>
    public string? Code { get; init; }

    /// <summary>The error's detail.</summary>
    public string? Detail { get; init; }

    /// <summary>The request id, in header and body.</summary>
    public string? RequestId { get; init; }

    /// <summary>The text of the <c>Retry-After</c> header, sent as it is.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>More headers for the reply.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The reply's content type; <c>application/json</c> by default.</summary>
    public string? ContentType { get; init; }

    /// <summary>The reply's body, in place of an error in Memic's shape.</summary>
    public string? Body { get; init; }

    /// <summary>The reply's body as bytes; <c>bodyBase64</c> in JSON.</summary>
    [JsonPropertyName("bodyBase64")]
    public byte[]? BodyBytes { get; init; }

    /// <summary>A reply of so many filler bytes.</summary>
    public int? BodySize { get; init; }

    /// <summary>Whether the reply is compressed.</summary>
    public bool Gzip { get; init; }

    /// <summary>How long the request is held back first; it ends early if the client goes away.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Where a redirect leads.</summary>
    public string? Target { get; init; }

    /// <summary>How many bytes of an upload are read before it is dropped or stalls.</summary>
    public long Bytes { get; init; }

    /// <summary>How many requests it has struck.</summary>
    public int Hits { get; internal set; }

    internal int Seen { get; set; }

    internal bool HasReply => Status is not null || Body is not null || BodyBytes is not null || BodySize is not null;
}
