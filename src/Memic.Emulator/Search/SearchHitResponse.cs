using System.Globalization;
using System.Text.Json.Nodes;

namespace Memic.Emulator;

internal static class SearchHitResponse
{
    public static object Create(SearchHit hit, bool withMetadata)
    {
        var metadata = withMetadata ? hit.File.Metadata : null;
        return new
        {
            ChunkId = DeterministicGuid.Create(hit.File.Id.ToString(), hit.Chunk.Index.ToString(CultureInfo.InvariantCulture)),
            ChunkIndex = hit.Chunk.Index,
            hit.Chunk.Content,
            FileId = hit.File.Id,
            FileName = hit.File.Name,
            hit.File.MimeType,
            PageNumber = hit.Chunk.Page,
            StartPage = hit.Chunk.Page,
            EndPage = hit.Chunk.Page,
            hit.Score,
            hit.File.Scope.ProjectId,
            ReferenceId = withMetadata ? hit.File.ReferenceId : null,
            Category = metadata?["category"]?.ToString(),
            DocumentType = metadata?["document_type"]?.ToString(),
            Tags = metadata?["tags"] is JsonArray tags ? tags.Select(tag => tag?.ToString()) : [],
            TokenCount = hit.Chunk.Words.Values.Sum(),
            BoundingBoxes = (object?)null,
        };
    }
}
