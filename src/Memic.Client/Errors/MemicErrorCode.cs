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

    /// <summary>The stable, machine-readable code. It is the part of <c>FullyQualifiedErrorId</c> before the comma.</summary>
    public string Code { get; }

    /// <summary>The HTTP status that carries the code; <see langword="null"/> for codes that this client raises itself.</summary>
    public int? StatusCode { get; }

    /// <summary>The kind of failure.</summary>
    public MemicErrorCategory Category { get; }

    /// <summary>Whether the client repeats the request before it raises the error: 429, 5xx and network failures.</summary>
    public bool IsRetryable { get; internal init; }

    /// <summary>Whether no later input can succeed either, so that a cmdlet ends at once.</summary>
    public bool IsTerminating { get; internal init; }

    /// <summary>Whether the service raises the code, and not this client.</summary>
    public bool IsFromService => StatusCode is not null;

    /// <summary>What the code means.</summary>
    public string Description { get; }

    /// <summary>What to do about it.</summary>
    public string Advice { get; }

    /// <inheritdoc/>
    public override string ToString() => Code;
}
