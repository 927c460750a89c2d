using System.Globalization;

namespace Memic.Emulator;

/// <summary>Records each request, and adds the request id and the date to each response.</summary>
internal sealed class RequestLogMiddleware(EmulatorState state, RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        state.BeginRequest();
        var record = state.Requests.Add(sequence => CreateRecord(context, sequence));
        var feature = new RequestFeature(context, record);
        context.Features.Set(feature);
        try
        {
            feature.SetRequestId(state.NewRequestId());
            context.Response.Headers.Date = record.At.ToString("R", CultureInfo.InvariantCulture);
            if (state.Options.DeprecationHeader)
            {
                context.Response.Headers["Deprecation"] = "true";
            }

            await next(context);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            feature.Abort();
        }
        catch (OperationCanceledException) when (state.Stopping.IsCancellationRequested)
        {
            feature.Abort();
        }
        catch (Exception) when (!context.Response.HasStarted)
        {
            // What the server answers for it, once it has the exception.
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            throw;
        }
        finally
        {
            // Responses are sent after this point, so a client that has a response finds its request completed.
            var isDropped = feature.IsAborted || context.RequestAborted.IsCancellationRequested;
            record.Status = isDropped && !context.Response.HasStarted && !feature.HasResponded ? 0 : context.Response.StatusCode;
            record.Duration = state.UtcNow - record.At;
            record.Completed = true;
            state.EndRequest();
        }
    }

    private RecordedRequest CreateRecord(HttpContext context, int sequence) => new()
    {
        Sequence = sequence,
        At = state.UtcNow,
        Method = context.Request.Method,
        Path = RawTarget.GetPath(context),
        Query = RawTarget.GetQuery(context),
        Headers = context.Request.Headers.ToDictionary(
            header => header.Key,
            header => header.Value.ToString(),
            StringComparer.OrdinalIgnoreCase),
    };
}
