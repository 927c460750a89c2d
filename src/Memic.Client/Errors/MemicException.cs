namespace Memic;

/// <summary>A failure with its stable code. Everything that this client raises on purpose is of this type.</summary>
public sealed class MemicException : Exception
{
    /// <summary>Makes an exception with an empty code; there for serializers.</summary>
    public MemicException()
        : this(string.Empty, string.Empty)
    {
    }

    /// <summary>Makes an exception that has only a text.</summary>
    /// <param name="message">What went wrong.</param>
    public MemicException(string message)
        : this(string.Empty, message)
    {
    }

    /// <summary>Makes an exception that has only a text and a cause.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">The cause.</param>
    public MemicException(string message, Exception? innerException)
        : this(string.Empty, message, innerException)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="code">The stable code; see <see cref="MemicErrorCodes"/>.</param>
    /// <param name="detail">The service's detail, or our own text.</param>
    /// <param name="innerException">The cause, if any.</param>
    public MemicException(string code, string detail, Exception? innerException = null)
        : base(detail, innerException)
    {
        Code = code;
        Detail = detail;
    }

    /// <summary>The stable, machine-readable code, unchanged as the service sent it.</summary>
    public string Code { get; }

    /// <summary>The human-readable message of the service, or our own.</summary>
    public string Detail { get; }

    /// <summary>The HTTP status; <see langword="null"/> where there was no answer.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>The opaque id of the request, for support; <see langword="null"/> where the answer had none.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>How long the service asks to wait before the next try; <see langword="null"/> where it said nothing.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>How many times the request was sent, 0 if it never was.</summary>
    public int Attempts { get; internal set; }

    /// <summary>The HTTP method of the request that failed.</summary>
    public string? Method { get; internal set; }

    /// <summary>The URI of the request that failed, without its query.</summary>
    public Uri? Uri { get; internal set; }

    /// <summary>What the code means and what to do, from the error table.</summary>
    public MemicErrorCode Error => MemicErrorCodes.Find(Code, StatusCode);

    /// <summary>Whether the client repeats such a request.</summary>
    internal bool IsTransient => Error.IsRetryable;

    /// <summary>Whether the service may have acted on the request although it failed.</summary>
    internal bool IsAmbiguous => IsTransient && StatusCode != 429;

    /// <summary>The detail with code, status and request id on one line, ready to paste to support.</summary>
    public string Summary
    {
        get
        {
            var parts = new List<string> { Code };
            if (StatusCode is { } status)
            {
                parts.Add(FormattableString.Invariant($"HTTP {status}"));
            }

            if (RequestId is { } id)
            {
                parts.Add($"request id {id}");
            }

            if (Attempts > 1)
            {
                parts.Add(FormattableString.Invariant($"{Attempts} attempts"));
            }

            return $"{Detail.Replace("\r", string.Empty).Replace('\n', ' ')} ({string.Join(", ", parts)})";
        }
    }
}
