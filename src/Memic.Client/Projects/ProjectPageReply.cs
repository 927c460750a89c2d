namespace Memic;

/// <summary>Answer of <c>GET /projects</c> where it is paged like other lists.</summary>
internal sealed record ProjectPageReply(IReadOnlyList<ProjectReply>? Items, long? Total, long? PageSize, long? TotalPages, bool? HasMore);
