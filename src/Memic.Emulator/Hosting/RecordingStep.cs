using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace Memic.Emulator;

/// <summary>Logs each request, and gives each reply its id and its date.</summary>
internal sealed class RecordingStep(EmulatorState state, RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var record = state.Requests.Add(sequence => Describe(context, sequence));
        var exchange = new Exchange(context, record);
        context.Features.Set(exchange);
        exchange.SetRequestId(state.NewRequestId());
        context.Response.Headers.Date = record.At.ToString("R", CultureInfo.InvariantCulture);
        if (state.Options.DeprecationHeader)
        {
            context.Response.Headers["Deprecation"] = "true";
        }

        state.Enter();
        try
        {
            await next(context);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            exchange.Abort();
        }
        catch (OperationCanceledException) when (state.Stopping.IsCancellationRequested)
        {
            exchange.Abort();
        }
        finally
        {
            // Replies leave only after this point, so whoever has a reply in hand finds its request completed.
            state.Leave();
            var dropped = exchange.IsAborted || (context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted);
            record.Status = dropped ? 0 : context.Response.StatusCode;
            record.Duration = state.Now - record.At;
            record.Completed = true;
        }
    }

    private RecordedRequest Describe(HttpContext context, int sequence)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        return new RecordedRequest
        {
            Sequence = sequence,
            At = state.Now,
            Method = context.Request.Method,
            Path = target[0],
            Query = target.Length > 1 ? target[1] : "",
            Headers = context.Request.Headers.ToDictionary(
                header => header.Key,
                header => header.Value.ToString(),
                StringComparer.OrdinalIgnoreCase),
        };
    }
}
