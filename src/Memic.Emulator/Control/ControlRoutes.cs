using System.Text.Json;

namespace Memic.Emulator;

/// <summary>The control plane: the emulator's own endpoints for tests and users outside this process.</summary>
internal static class ControlRoutes
{
    public static void Map(RouteGroupBuilder group, EmulatorState state)
    {
        MapGet(group, "/state", () => StateSummary.From(state));
        MapGet(group, "/requests", () => state.Requests.All);
        MapGet(group, "/history", state.Files.GetHistory);
        MapGet(group, "/faults", () => state.Faults.All);
        MapGet(group, "/options", () => OptionsPatch.From(state.Options));
        MapAction(group, "DELETE", "/requests", state.Requests.Clear);
        MapAction(group, "DELETE", "/faults", state.Faults.Clear);
        MapAction(group, "POST", "/reset", state.Reset);
        MapBody<Fault>(group, "POST", "/faults", (_, fault) => state.Faults.Add(fault));
        MapBody<OptionsPatch>(group, "PUT", "/options", (_, patch) => OptionsPatch.From(patch.ApplyTo(state.Options)));
        MapBody<PromptPatch>(group, "PUT", "/prompts/{name}", (context, prompt) => prompt.ApplyTo(state.Prompts, RawTarget.GetSegment(context, "name")));
        MapBody<FilePatch>(group, "PATCH", "/files/{id}", (context, body) => body.ApplyTo(state.Files, RawTarget.GetSegment(context, "id")));
        MapBody<JsonElement>(group, "POST", "/files", (_, body) =>
            body.ValueKind is JsonValueKind.Array ? SeedAll(state.Files, body) : Seed(state.Files, body));
    }

    private static SeededFile Seed(FileStore files, JsonElement body) =>
        new(files.Seed(body.Deserialize<FileSeed>(ControlSerializer.Options)!).Id);

    private static List<SeededFile> SeedAll(FileStore files, JsonElement body) =>
        [.. body.EnumerateArray().Select(item => Seed(files, item))];

    private static void MapGet(RouteGroupBuilder group, string pattern, Func<object> read) =>
        group.MapGet(pattern, context => context.Response.WriteAsJsonAsync(read(), ControlSerializer.Options, context.RequestAborted));

    private static void MapAction(RouteGroupBuilder group, string method, string pattern, Action action) =>
        group.MapMethods(pattern, [method], context =>
        {
            action();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });

    private static void MapBody<T>(RouteGroupBuilder group, string method, string pattern, Func<HttpContext, T, object?> apply) =>
        group.MapMethods(pattern, [method], async context =>
        {
            try
            {
                // Any content type is accepted, since PowerShell and curl do not send application/json by default.
                var body = await JsonSerializer.DeserializeAsync<T>(context.Request.Body, ControlSerializer.Options, context.RequestAborted);
                var answer = body is null ? null : apply(context, body);
                context.Response.StatusCode = answer is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
                await context.Response.WriteAsJsonAsync(answer, ControlSerializer.Options, context.RequestAborted);
            }
            catch (Exception error) when (error is JsonException or ArgumentException)
            {
                ApiResponse.WriteError(context, 400, ErrorCodes.GetDefault(400), error is JsonException json && typeof(T) == typeof(Fault) ? FaultHelp.Explain(json) : error.Message);
            }
        });
}
