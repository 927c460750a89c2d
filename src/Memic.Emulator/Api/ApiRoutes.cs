namespace Memic.Emulator;

internal static class ApiRoutes
{
    public static void Map(WebApplication application, EmulatorState state)
    {
        foreach (var prefix in (string[])[EmulatorHost.ApiPrefix, EmulatorHost.SdkPrefix])
        {
            var group = application.MapGroup(prefix);
            var add = (string method, string pattern, RateCategory? category, Func<ApiCall, ApiReply> endpoint) =>
                group.MapMethods(pattern, [method], new ApiStep(state, category, endpoint).InvokeAsync);

            add("GET", "/me", null, AccountEndpoints.Me);
            add("GET", "/projects", RateCategory.List, AccountEndpoints.Projects);
            add("POST", "/files/init", RateCategory.Ingestion, UploadEndpoints.Init);
            add("POST", "/files/{id}/confirm", RateCategory.Ingestion, UploadEndpoints.Confirm);
            add("GET", "/files/{id}/status", RateCategory.Status, FileEndpoints.Status);
            add("GET", "/files", RateCategory.List, FileEndpoints.List);
            add("DELETE", "/files/{id}", null, FileEndpoints.Delete);
            add("POST", "/search", RateCategory.Search, SearchEndpoints.Search);
            add("POST", "/chat", RateCategory.Chat, SearchEndpoints.Chat);
            add("GET", "/prompts/{name}", RateCategory.Prompts, PromptEndpoints.Get);
            group.MapGet("/health", context =>
            {
                ApiReply.Ok(new { Status = "healthy" }).Send(context.Response);
                return Task.CompletedTask;
            });
        }
    }
}
