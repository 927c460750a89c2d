using System.Text.Json.Serialization.Metadata;

namespace Memic;

/// <summary>One call of the API.</summary>
/// <typeparam name="T">What the answer is read as.</typeparam>
internal sealed class ApiRequest<T>(HttpMethod method, string path, RateCategory category, JsonTypeInfo<T>? reply)
    where T : class
{
    public HttpMethod Method { get; } = method;

    /// <summary>Relative to the base URI, escaped, without a leading slash.</summary>
    public string Path { get; } = path;

    /// <summary>What the call does, without ids: a name for spans and metrics.</summary>
    public required string Operation { get; init; }

    public RateCategory Category { get; } = category;

    /// <summary>How to read the answer; <see langword="null"/> where it has none.</summary>
    public JsonTypeInfo<T>? Reply { get; } = reply;

    public byte[]? Body { get; init; }

    /// <summary>Goes before others of its category: it finishes something that was begun.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>Whether an answer without content is fine.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>
    /// Asked after a failure in which the service may have acted, before the request is repeated: what happened?
    /// An answer other than <see langword="null"/> is the result, and nothing is sent again.
    /// </summary>
    public Func<MemicException, CancellationToken, Task<T?>>? Settle { get; init; }

    /// <summary>Asked when the service refuses a repeated request that it may already have acted on.</summary>
    public Func<MemicException, CancellationToken, Task<T?>>? SettleRefusal { get; init; }
}
