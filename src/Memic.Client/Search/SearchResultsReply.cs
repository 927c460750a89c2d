namespace Memic;

/// <summary>The results of a search: hits, rows, or both.</summary>
internal sealed record SearchResultsReply(IReadOnlyList<HitReply>? Semantic, TableReply? Structured);
