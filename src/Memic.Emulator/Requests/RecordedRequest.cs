namespace Memic.Emulator;

/// <summary>One request that reached the emulator, and how it ended.</summary>
public sealed class RecordedRequest
{
    /// <summary>1 for the first request, and so on.</summary>
    public required int Sequence { get; init; }

    /// <summary>When it arrived, by the emulator's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The whole path exactly as sent, still escaped, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>The query exactly as sent, without the question mark.</summary>
    public required string Query { get; init; }

    /// <summary>The headers; names compare without case, repeated values are joined by a comma.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The <c>X-API-Key</c> that was sent, or null.</summary>
    public string? Key => Headers.GetValueOrDefault("X-API-Key");

    /// <summary>The id that the reply carries.</summary>
    public string RequestId { get; internal set; } = "";

    /// <summary>The body as text; null for an upload to storage.</summary>
    public string? Body { get; internal set; }

    /// <summary>How many bytes of the body were read.</summary>
    public long BodyLength { get; internal set; }

    /// <summary>The SHA-256, in lower-case hexadecimal, of an upload that was read to its end.</summary>
    public string? BodySha256 { get; internal set; }

    /// <summary>The status replied; 0 while in progress, and when the connection was dropped instead.</summary>
    public int Status { get; internal set; }

    /// <summary>Whether the emulator is done with it.</summary>
    public bool Completed { get; internal set; }

    /// <summary>How long it took, by the emulator's clock.</summary>
    public TimeSpan Duration { get; internal set; }
}
