namespace Memic;

/// <summary>What the body of an error response says.</summary>
/// <param name="Code">The stable code, or <c>http_</c> and the status.</param>
/// <param name="Detail">The human-readable message.</param>
/// <param name="RequestId">The id for support, if the body has one.</param>
public sealed record MemicErrorBody(string Code, string Detail, string? RequestId);
