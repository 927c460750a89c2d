namespace Memic;

/// <summary>Answer of <c>POST /files/init</c>.</summary>
internal sealed record InitReply(string? FileId, string? UploadUrl, long? ExpiresIn);
