namespace Memic.Emulator;

internal static class PromptEndpoints
{
    public static ApiReply Get(ApiCall call)
    {
        var name = call.RouteValue("name");
        var prompt = call.State.Prompts.Find(name, call.Scope.Environment)
            ?? throw new ApiException(404, ErrorCodes.PromptNotFound, $"No live version of prompt '{name}'");
        return ApiReply.Ok(new
        {
            prompt.Name,
            prompt.Body,
            prompt.Variables,
            prompt.VersionNumber,
            UpdatedAt = prompt.UpdatedAt?.UtcDateTime,
        });
    }
}
