namespace Memic.Emulator;

internal static class PromptEndpoints
{
    public static ApiResponse Get(ApiContext call)
    {
        var name = call.GetRouteValue("name");
        var prompt = call.State.Prompts.Find(name, call.Scope.Environment)
            ?? throw new ApiException(404, ErrorCodes.PromptNotFound, $"No live version of prompt '{name}'");
        return ApiResponse.Ok(new
        {
            prompt.Name,
            prompt.Body,
            prompt.Variables,
            prompt.VersionNumber,
            UpdatedAt = prompt.UpdatedAt?.UtcDateTime,
        });
    }
}
