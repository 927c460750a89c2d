using System.Text.Json;

namespace Memic.Emulator;

/// <summary>The emulator's own endpoints, for tests and users outside this process.</summary>
internal static class ControlRoutes
{
    public static void Map(RouteGroupBuilder group, EmulatorState state)
    {
        Get(group, "/state", () => StateView.Of(state));
        Get(group, "/requests", () => state.Requests.All);
        Get(group, "/faults", () => state.Faults.All);
        Get(group, "/options", () => OptionsPatch.Of(state.Options));
        Do(group, "DELETE", "/requests", state.Requests.Clear);
        Do(group, "DELETE", "/faults", state.Faults.Clear);
        Do(group, "POST", "/reset", state.Reset);
        Take<Fault>(group, "POST", "/faults", (_, fault) => state.Faults.Add(fault));
        Take<OptionsPatch>(group, "PUT", "/options", (_, patch) => OptionsPatch.Of(patch.ApplyTo(state.Options)));
        Take<PromptBody>(group, "PUT", "/prompts/{name}", (context, prompt) => prompt.Set(state.Prompts, Route(context, "name")));
        Take<FileBody>(group, "PATCH", "/files/{id}", (context, body) => body.Patch(state.Files, Route(context, "id")));
        Take<JsonElement>(group, "POST", "/files", (_, body) =>
            body.ValueKind is JsonValueKind.Array ? SeedAll(state.Files, body) : Seed(state.Files, body));
    }

    private static SeededFile Seed(FileStore files, JsonElement body) =>
        new(files.Seed(body.Deserialize<FileSeed>(ControlJson.Options)!).Id);

    private static List<SeededFile> SeedAll(FileStore files, JsonElement body) =>
        [.. body.EnumerateArray().Select(item => Seed(files, item))];

    private static string Route(HttpContext context, string name) => (string?)context.GetRouteValue(name) ?? "";

    private static void Get(RouteGroupBuilder group, string pattern, Func<object> read) =>
        group.MapGet(pattern, context => context.Response.WriteAsJsonAsync(read(), ControlJson.Options, context.RequestAborted));

    private static void Do(RouteGroupBuilder group, string method, string pattern, Action action) =>
        group.MapMethods(pattern, [method], context =>
        {
            action();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });

    private static void Take<T>(RouteGroupBuilder group, string method, string pattern, Func<HttpContext, T, object?> apply) =>
        group.MapMethods(pattern, [method], async context =>
        {
            try
            {
                // Read whatever content type it comes with: PowerShell and curl do not say JSON unless asked to.
                var body = await JsonSerializer.DeserializeAsync<T>(context.Request.Body, ControlJson.Options, context.RequestAborted);
                var answer = body is null ? null : apply(context, body);
                context.Response.StatusCode = answer is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
                await context.Response.WriteAsJsonAsync(answer, ControlJson.Options, context.RequestAborted);
            }
            catch (JsonException error)
            {
                ApiReply.Error(context, 400, ErrorCodes.For(400), error.Message);
            }
        });
}
