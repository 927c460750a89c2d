using System.Text.Json;

namespace Memic;

/// <summary>Body of <c>POST /files/init</c>.</summary>
internal sealed record InitRequest(string Filename, long Size, string MimeType, string? ReferenceId, string? FolderId, JsonElement? Metadata);
