namespace Memic.Emulator;

/// <summary>Runs the rest of the pipeline without sending its response.</summary>
internal static class ResponseCapture
{
    /// <summary>Returns the response body. Status and headers stay set.</summary>
    public static async Task<byte[]> RunAsync(HttpContext context, RequestDelegate next)
    {
        var body = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        try
        {
            await next(context);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        finally
        {
            context.Response.Body = body;
        }

        return buffer.ToArray();
    }

    /// <summary>Removes the status and the headers of an endpoint whose response is not sent.</summary>
    public static void Clear(HttpContext context)
    {
        foreach (var name in context.Response.Headers.Keys.Where(name => name is not ("Date" or "x-request-id" or "Deprecation")).ToList())
        {
            context.Response.Headers.Remove(name);
        }

        context.Response.StatusCode = StatusCodes.Status200OK;
    }
}
