namespace Memic;

/// <summary>The field <c>page_range</c> of a search filter: from and to, each optional.</summary>
internal sealed record PageRangeRequest(int? Gte, int? Lte);
