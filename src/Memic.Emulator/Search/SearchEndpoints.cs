using System.Text.Json.Nodes;

namespace Memic.Emulator;

internal static class SearchEndpoints
{
    private const double ChatMinScore = 0;
    private static readonly string[] Routes = ["semantic", "structured", "hybrid"];

    public static ApiReply Search(ApiCall call)
    {
        var body = call.ReadBody();
        var query = body.Text("query", 1, 1000);
        var withMetadata = body.Flag("include_metadata", true);
        var search = Read(call, body, topK: 10, maxTopK: 50, minScore: 0);
        return ApiReply.Ok(search.Respond(query, withMetadata));
    }

    public static ApiReply Chat(ApiCall call)
    {
        var body = call.ReadBody();
        var question = body.Text("question", 1, 1000);
        var search = Read(call, body, topK: 5, maxTopK: 20, ChatMinScore);
        var hits = search.Hits(question);
        return ApiReply.Ok(new
        {
            Answer = hits.Count == 0
                ? "The documents say nothing about that."
                : string.Join("\n\n", hits.Take(3).Select((hit, index) => $"{Passage(hit)} [{index + 1}]")),
            Citations = hits.Take(3).Select(hit => new
            {
                FileId = hit.File.Id,
                FileName = hit.File.Name,
                hit.Chunk.Page,
                Passage = Passage(hit),
                hit.Score,
            }),
            Question = question,
            Model = "memic-emulator",
            Routing = search.Routing,
            search.Respond(question, withMetadata: true).Results,
        });
    }

    private static SearchRun Read(ApiCall call, RequestShape body, int topK, int maxTopK, double minScore)
    {
        var filters = SearchFilters.Read(body);
        var limit = (int)body.Integer("top_k", 1, maxTopK, topK);
        var score = body.Number("min_score", 0, 1, minScore);
        var route = body.OptionalText("force_route");
        var slug = body.OptionalText("environment_slug");
        var connector = body.Id("connector_id");
        body.RequireOneOf("force_route", route, Routes);
        body.ThrowIfWrong();

        foreach (var id in filters.FileIds ?? [])
        {
            RequireReady(call, id);
        }

        var applied = (JsonObject?)body.Object("metadata_filters")?.DeepClone() ?? [];
        return new SearchRun(call.State, call.Scope, filters, limit, score, route, connector, applied)
        {
            IsOtherEnvironment = slug is not null && slug != call.Scope.Environment,
        };
    }

    private static void RequireReady(ApiCall call, string id)
    {
        if (call.State.Files.Find(id) is not { } file || file.Scope != call.Scope)
        {
            throw new ApiException(404, ErrorCodes.FileNotFound, $"File {id} not found");
        }

        if (!call.State.Files.StateOf(file).IsReady)
        {
            throw new ApiException(409, ErrorCodes.FileStillProcessing, $"File {id} is not ready yet");
        }
    }

    private static string Passage(SearchHit hit)
    {
        var end = hit.Chunk.Content.IndexOf(". ", StringComparison.Ordinal);
        return end is > 0 and < 400 ? hit.Chunk.Content[..(end + 1)] : hit.Chunk.Content[..Math.Min(400, hit.Chunk.Content.Length)];
    }
}
