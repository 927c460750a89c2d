namespace Memic.Emulator;

/// <summary>Checks the API key and the rate limit, and then runs an endpoint.</summary>
internal sealed class ApiEndpointHandler(EmulatorState state, RateCategory? category, Func<ApiContext, ApiResponse> endpoint)
{
    public Task InvokeAsync(HttpContext context)
    {
        try
        {
            var key = context.Request.Headers["X-API-Key"].ToString();
            var scope = state.Keys.Find(key) ?? throw new ApiException(401, ErrorCodes.InvalidApiKey, "Invalid or missing API key");
            EnforceRateLimit(key);
            endpoint(new ApiContext(context, state, scope)).Write(context.Response);
        }
        catch (ApiException error)
        {
            ApiResponse.WriteError(context, error);
        }
        catch (RequestValidationException error)
        {
            ApiResponse.WriteError(context, error);
        }

        return Task.CompletedTask;
    }

    private void EnforceRateLimit(string key)
    {
        if (category is { } limited && !state.RateLimits.TryAcquire(key, limited, state.Options, out var retryAfter))
        {
            throw new ApiException(429, ErrorCodes.RateLimitExceeded, "Too many requests") { RetryAfter = retryAfter };
        }
    }
}
