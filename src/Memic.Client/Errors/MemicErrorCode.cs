namespace Memic;

/// <summary>One row of the error table: a stable code, what it means and what to do about it.</summary>
public sealed class MemicErrorCode
{
    internal MemicErrorCode(string code, int? statusCode, MemicErrorCategory category, string description, string advice)
    {
        Code = code;
        StatusCode = statusCode;
        Category = category;
        Description = description;
        Advice = advice;
    }

    /// <summary>Gets the stable, machine-readable code. It is the part of <c>FullyQualifiedErrorId</c> before the comma.</summary>
    public string Code { get; }

    /// <summary>Gets the HTTP status that carries the code; <see langword="null"/> for codes that this client raises itself.</summary>
    public int? StatusCode { get; }

    /// <summary>Gets the category of the error.</summary>
    public MemicErrorCategory Category { get; }

    /// <summary>Gets whether the client sends the request again before it raises the error: 429, 5xx and network failures.</summary>
    public bool IsRetryable { get; internal init; }

    /// <summary>Gets whether no later input can succeed either, so that a cmdlet ends.</summary>
    public bool IsTerminating { get; internal init; }

    /// <summary>Gets whether the service raises the code, and not this client.</summary>
    public bool IsFromService => StatusCode is not null;

    /// <summary>Gets the meaning of the code.</summary>
    public string Description { get; }

    /// <summary>Gets the recommended action.</summary>
    public string Advice { get; }

    /// <inheritdoc/>
    public override string ToString() => Code;
}
