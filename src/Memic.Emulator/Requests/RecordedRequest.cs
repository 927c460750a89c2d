namespace Memic.Emulator;

/// <summary>A request that the emulator received, and its outcome.</summary>
public sealed class RecordedRequest
{
    /// <summary>Gets the number of the request, starting at 1.</summary>
    public required int Sequence { get; init; }

    /// <summary>Gets the time of arrival.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Gets the whole path as it was sent, escaped, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the query as it was sent, without the question mark.</summary>
    public required string Query { get; init; }

    /// <summary>Gets the headers. Names are case-insensitive; repeated values are joined by a comma.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Gets the <c>X-API-Key</c> header, or <see langword="null"/>.</summary>
    public string? Key => Headers.GetValueOrDefault("X-API-Key");

    /// <summary>Gets the request id of the response.</summary>
    public string RequestId { get; internal set; } = "";

    /// <summary>Gets the body as text; <see langword="null"/> for an upload to storage.</summary>
    public string? Body { get; internal set; }

    /// <summary>Gets the number of bytes of the body that were read.</summary>
    public long BodyLength { get; internal set; }

    /// <summary>Gets the SHA-256, in lower-case hexadecimal, of an upload that was read completely.</summary>
    public string? BodySha256 { get; internal set; }

    /// <summary>Gets the status of the response; 0 while in progress, and if the connection was reset.</summary>
    public int Status { get; internal set; }

    /// <summary>Gets whether the request has ended.</summary>
    public bool Completed { get; internal set; }

    /// <summary>Gets the duration.</summary>
    public TimeSpan Duration { get; internal set; }
}
