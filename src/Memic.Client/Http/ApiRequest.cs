namespace Memic;

/// <summary>One request of the API; immutable, so that it can be sent again.</summary>
/// <typeparam name="T">The type that the response is read as.</typeparam>
internal sealed class ApiRequest<T>(HttpMethod method, string path, RateCategory category, Func<byte[], T?>? parse)
    where T : class
{
    public HttpMethod Method { get; } = method;

    /// <summary>Relative to the base URI, escaped, without a leading slash.</summary>
    public string Path { get; } = path;

    public RateCategory Category { get; } = category;

    /// <summary>Gets what reads the JSON of the response, in UTF-8; <see langword="null"/> where it has no content.</summary>
    public Func<byte[], T?>? Parse { get; } = parse;

    /// <summary>Gets the operation without ids: a name for spans and metrics.</summary>
    public required string Operation { get; init; }

    /// <summary>Gets the file, prompt or connection that errors are about.</summary>
    public required string Subject { get; init; }

    /// <summary>Gets the name of the file in log lines, where the path does not identify it; empty for none.</summary>
    public string Label { get; init; } = string.Empty;

    public byte[]? Body { get; init; }

    /// <summary>Gets whether the path names a file or a prompt, so that it may be that which is not found.</summary>
    public bool NamesItem { get; init; }

    /// <summary>Gets whether it goes before others of its category: it finishes something that was begun.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>Gets whether a response without content is valid.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>Says what is wrong with a response that has none of the documented shapes; <see langword="null"/> for a good one.</summary>
    public Func<T, string?>? Validate { get; init; }

    /// <summary>
    /// Finds out what happened after a failure in which the service may have acted: before the request is sent again, and
    /// when the service refuses the repeated request. A result other than <see langword="null"/> is that of the call, and
    /// nothing more is sent.
    /// </summary>
    public Func<MemicException, CancellationToken, Task<T?>>? RecoverAsync { get; init; }
}
