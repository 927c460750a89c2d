using System.Text.Json.Nodes;

namespace Memic.Emulator;

internal static class SearchEndpoints
{
    private const double ChatMinScore = 0;
    private static readonly string[] Routes = ["semantic", "structured", "hybrid"];

    public static ApiResponse Search(ApiContext call)
    {
        var body = call.ReadBody();
        var query = body.GetString("query", 1, 1000);
        var withMetadata = body.GetBoolean("include_metadata", true);
        var search = CreateSearch(call, body, topK: 10, maxTopK: 50, minScore: 0);
        return ApiResponse.Ok(search.CreateResponse(query, withMetadata));
    }

    public static ApiResponse Chat(ApiContext call)
    {
        var body = call.ReadBody();
        var question = body.GetString("question", 1, 1000);
        var search = CreateSearch(call, body, topK: 5, maxTopK: 20, ChatMinScore);
        var hits = search.FindHits(question);
        return ApiResponse.Ok(new
        {
            Answer = hits.Count == 0
                ? "The documents say nothing about that."
                : string.Join("\n\n", hits.Take(3).Select((hit, index) => $"{GetPassage(hit)} [{index + 1}]")),
            Citations = hits.Take(3).Select(hit => new
            {
                FileId = hit.File.Id,
                FileName = hit.File.Name,
                hit.Chunk.Page,
                Passage = GetPassage(hit),
                hit.Score,
            }),
            Question = question,
            Model = "memic-emulator",
            Routing = search.Routing,
            search.CreateResponse(question, withMetadata: true).Results,
        });
    }

    private static SearchExecution CreateSearch(ApiContext call, RequestValidator body, int topK, int maxTopK, double minScore)
    {
        var filters = SearchFilters.Read(body);
        var limit = (int)body.GetInteger("top_k", 1, maxTopK, topK);
        var score = body.GetNumber("min_score", 0, 1, minScore);
        var route = body.GetOptionalString("force_route");
        var slug = body.GetOptionalString("environment_slug");
        var connector = body.GetGuid("connector_id");
        body.RequireOneOf("force_route", route, Routes);
        body.ThrowIfInvalid();

        foreach (var id in filters.FileIds ?? [])
        {
            EnsureReady(call, id);
        }

        var applied = (JsonObject?)body.GetObject("metadata_filters")?.DeepClone() ?? [];
        return new SearchExecution(call.State, call.Scope, filters, limit, score, route, connector, applied)
        {
            IsOtherEnvironment = slug is not null && slug != call.Scope.Environment,
        };
    }

    private static void EnsureReady(ApiContext call, string id)
    {
        if (call.State.Files.Find(id) is not { } file || file.Scope != call.Scope)
        {
            throw new ApiException(404, ErrorCodes.FileNotFound, $"File {id} not found");
        }

        if (!call.State.Files.GetState(file).IsReady)
        {
            throw new ApiException(409, ErrorCodes.FileStillProcessing, $"File {id} is not ready yet");
        }
    }

    private static string GetPassage(SearchHit hit)
    {
        var end = hit.Chunk.Content.IndexOf(". ", StringComparison.Ordinal);
        return end is > 0 and < 400 ? hit.Chunk.Content[..(end + 1)] : hit.Chunk.Content[..Math.Min(400, hit.Chunk.Content.Length)];
    }
}
