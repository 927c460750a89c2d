namespace Memic.Emulator;

/// <summary>Key, rate limit, endpoint: the way of every API call.</summary>
internal sealed class ApiStep(EmulatorState state, RateCategory? category, Func<ApiCall, ApiReply> endpoint)
{
    public Task InvokeAsync(HttpContext context)
    {
        try
        {
            var key = context.Request.Headers["X-API-Key"].ToString();
            var scope = state.Keys.Find(key) ?? throw new ApiException(401, ErrorCodes.InvalidApiKey, "Invalid or missing API key");
            Admit(key);
            endpoint(new ApiCall(context, state, scope)).Send(context.Response);
        }
        catch (ApiException error)
        {
            ApiReply.Error(context, error);
        }
        catch (ShapeException error)
        {
            ApiReply.Error(context, error);
        }

        return Task.CompletedTask;
    }

    private void Admit(string key)
    {
        if (category is { } limited && state.RateLimits.Admit(key, limited, state.Options) is { } wait)
        {
            throw new ApiException(429, ErrorCodes.RateLimitExceeded, "Too many requests") { RetryAfter = wait };
        }
    }
}
