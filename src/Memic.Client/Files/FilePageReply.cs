namespace Memic;

/// <summary>Answer of <c>GET /files</c>, in both documented shapes.</summary>
internal sealed record FilePageReply(IReadOnlyList<FileReply>? Items, long? Total, long? Page, long? PageSize, long? TotalPages, bool? HasMore);
