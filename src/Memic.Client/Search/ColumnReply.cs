namespace Memic;

/// <summary>A column of such rows.</summary>
internal sealed record ColumnReply(string? Name, string? Type, string? Description);
