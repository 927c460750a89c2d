namespace Memic.Emulator;

internal static class ApiRoutes
{
    public static void Map(WebApplication application, EmulatorState state)
    {
        foreach (var prefix in (string[])[EmulatorHost.ApiPrefix, EmulatorHost.SdkPrefix])
        {
            var group = application.MapGroup(prefix);
            var map = (string method, string pattern, RateCategory? category, Func<ApiContext, ApiResponse> endpoint) =>
                group.MapMethods(pattern, [method], new ApiEndpointHandler(state, category, endpoint).InvokeAsync);

            map("GET", "/me", null, AccountEndpoints.Me);
            map("GET", "/projects", RateCategory.List, AccountEndpoints.Projects);
            map("POST", "/files/init", RateCategory.Ingestion, UploadEndpoints.Init);
            map("POST", "/files/{id}/confirm", RateCategory.Ingestion, UploadEndpoints.Confirm);
            map("GET", "/files/{id}/status", RateCategory.Status, FileEndpoints.Status);
            map("GET", "/files", RateCategory.List, FileEndpoints.List);
            map("DELETE", "/files/{id}", null, FileEndpoints.Delete);
            map("POST", "/search", RateCategory.Search, SearchEndpoints.Search);
            map("POST", "/chat", RateCategory.Chat, SearchEndpoints.Chat);
            map("GET", "/prompts/{name}", RateCategory.Prompts, PromptEndpoints.Get);
            group.MapGet("/health", context =>
            {
                ApiResponse.Ok(new { Status = "healthy" }).Write(context.Response);
                return Task.CompletedTask;
            });
        }
    }
}
