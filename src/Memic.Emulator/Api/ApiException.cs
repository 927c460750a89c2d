namespace Memic.Emulator;

/// <summary>The error that ends a request with the status, code and detail of the documented error format.</summary>
internal sealed class ApiException(int status, string code, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public TimeSpan? RetryAfter { get; init; }
}
