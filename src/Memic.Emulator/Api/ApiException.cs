namespace Memic.Emulator;

/// <summary>Ends a call with an error in Memic's shape.</summary>
internal sealed class ApiException(int status, string code, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public TimeSpan? RetryAfter { get; init; }
}
