namespace Memic;

/// <summary>An error with its stable code. Every error that this client raises on purpose is of this type.</summary>
public sealed class MemicException : Exception
{
    // Longer than any id that is meant to be quoted.
    private const int MaximumRequestId = 200;

    private string? _advice;
    private string? _subject;

    /// <summary>Creates an exception with an empty code; for serializers.</summary>
    public MemicException()
        : this(string.Empty, string.Empty)
    {
    }

    /// <summary>Creates an exception that has only a text.</summary>
    /// <param name="message">The description of the error.</param>
    public MemicException(string message)
        : this(string.Empty, message)
    {
    }

    /// <summary>Creates an exception that has only a text and a cause.</summary>
    /// <param name="message">The description of the error.</param>
    /// <param name="innerException">The cause.</param>
    public MemicException(string message, Exception? innerException)
        : this(string.Empty, message, innerException)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="code">The stable code; see <see cref="MemicErrorCodes"/>.</param>
    /// <param name="detail">The service's detail, or a text of this client.</param>
    /// <param name="innerException">The cause, if any.</param>
    public MemicException(string code, string detail, Exception? innerException = null)
        : base(detail, SafeCause(innerException))
    {
        Code = code;
        Detail = detail;
    }

    /// <summary>Gets the stable, machine-readable code, unchanged as the service sent it.</summary>
    public string Code { get; }

    /// <summary>Gets the human-readable description as the service sent it, or of this client.</summary>
    public string Detail { get; }

    /// <summary>Gets the description, safe to show and with the file, prompt or connection that it is about.</summary>
    public override string Message
    {
        get
        {
            var text = DisplayText.Clean(Detail);
            var subject = DisplayText.Clean(_subject);
            return subject.Length == 0 || text.IndexOf(subject, StringComparison.OrdinalIgnoreCase) >= 0 ? text : $"{subject}: {text}";
        }
    }

    /// <summary>Gets the HTTP status; <see langword="null"/> where there was no response.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>Gets the opaque id of the request, for support; <see langword="null"/> where the response had none.</summary>
    public string? RequestId { get; internal init => field = value is null ? null : DisplayText.Clean(value.Length <= MaximumRequestId ? value : value.Substring(0, MaximumRequestId)); }

    /// <summary>Gets the time that the service asks to wait before the next try; <see langword="null"/> where it asked for none.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>Gets the number of times that the request was sent; 0 if it never was.</summary>
    public int Attempts { get; internal set; }

    /// <summary>Gets the HTTP method of the request that failed.</summary>
    public string? Method { get; internal set; }

    /// <summary>Gets the URI of the request that failed, without its query.</summary>
    public Uri? Uri { get; internal set; }

    /// <summary>Gets the id of the file that the error is about; <see langword="null"/> where it is about none, or none is known.</summary>
    public string? FileId { get; internal set; }

    /// <summary>Gets the row of the error table: what the code means.</summary>
    public MemicErrorCode Error => MemicErrorCodes.Find(Code, IsFromService ? StatusCode : null);

    /// <summary>Gets what to do about the error.</summary>
    public string Advice { get => _advice ?? Error.Advice; internal init => _advice = value; }

    /// <summary>Gets the message with code, status and request id on one line, ready to paste to support.</summary>
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

            return $"{Message} ({string.Join(", ", parts)})";
        }
    }

    /// <summary>Whether the service said so: then its status decides, whatever its code.</summary>
    internal bool IsFromService { get; init; }

    /// <summary>Whether the client sends such a request again.</summary>
    internal bool IsTransient => Error.IsRetryable;

    /// <summary>Whether the service may have acted on the request although it failed.</summary>
    internal bool IsOutcomeUnknown => IsTransient ? StatusCode != 429 && !WasNotSent : IsUnreadable;

    /// <summary>Gets whether the request is known not to have left, since no connection was made.</summary>
    internal bool WasNotSent { get; init; }

    private bool IsUnreadable => Code == MemicErrorCodes.InvalidResponse && !IsFromService && StatusCode is >= 200 and < 300;

    /// <summary>Completes the error with its request, once, where the whole call is known.</summary>
    internal void Stamp(string method, Uri? uri, int attempts, string subject)
    {
        Method = method;
        Uri = uri is null ? null : Redactor.WithoutQuery(uri);
        Attempts = attempts;
        _subject ??= subject;
    }

    /// <summary>Replaces the advice of the error table by one that helps more.</summary>
    internal MemicException WithAdvice(string advice)
    {
        _advice = advice;
        return this;
    }

    /// <summary>Names the file, prompt or connection that an error of this client is about.</summary>
    internal MemicException About(string subject)
    {
        _subject ??= subject;
        return this;
    }

    /// <summary>What the network or a parser throws may repeat what the service sent; it is shown by ToString and Get-Error as it is.</summary>
    private static Exception? SafeCause(Exception? cause)
    {
        for (var e = cause; e is not null; e = e.InnerException)
        {
            if (e is not MemicException && DisplayText.CleanLines(e.Message) != e.Message)
            {
                return new MemicException($"{cause!.GetType().Name}: {DisplayText.Clean(cause.GetBaseException().Message)}");
            }
        }

        return cause;
    }
}
