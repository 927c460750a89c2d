namespace Memic.Emulator;

/// <summary>Lets the fault that fits a request strike it.</summary>
internal sealed class FaultStep(EmulatorState state, RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var exchange = Exchange.Of(context);
        var fault = state.Faults.Take(context.Request.Method, RelativePath(exchange.Record.Path));
        if (fault?.Kind is FaultKind.Reset && fault.Delay == TimeSpan.Zero)
        {
            exchange.Abort();
            return;
        }

        if (!exchange.IsUpload)
        {
            await exchange.CaptureBodyAsync(context.RequestAborted);
        }

        if (fault is null)
        {
            await next(context);
            return;
        }

        if (fault.Delay > TimeSpan.Zero)
        {
            await ParkAsync(fault.Delay, context.RequestAborted);
        }

        await StrikeAsync(fault, exchange, context);
    }

    private Task StrikeAsync(Fault fault, Exchange exchange, HttpContext context)
    {
        if (fault.RequestId is not null)
        {
            exchange.SetRequestId(fault.RequestId);
        }

        foreach (var (name, value) in fault.Headers)
        {
            context.Response.Headers[name] = value;
        }

        switch (fault.Kind)
        {
            case FaultKind.Reset:
                exchange.Abort();
                return Task.CompletedTask;
            case FaultKind.LostReply:
                return LoseReplyAsync(exchange, context);
            case FaultKind.AbortAfterBytes:
                return AbortUploadAsync(fault, exchange, context);
            case FaultKind.Stall:
                return StallAsync(fault, exchange, context);
            case FaultKind.ExpireUrl:
                exchange.UrlHasExpired = true;
                return next(context);
            case FaultKind.Redirect:
                context.Response.StatusCode = fault.Status ?? StatusCodes.Status307TemporaryRedirect;
                context.Response.Headers.Location = fault.Target;
                return Task.CompletedTask;
            default:
                return new FaultReply(fault, next).SendAsync(context);
        }
    }

    private async Task LoseReplyAsync(Exchange exchange, HttpContext context)
    {
        await FaultReply.CaptureAsync(context, next);
        exchange.Abort();
    }

    private static async Task AbortUploadAsync(Fault fault, Exchange exchange, HttpContext context)
    {
        await exchange.SkipBodyAsync(fault.Bytes, context.RequestAborted);
        exchange.Abort();
    }

    private async Task StallAsync(Fault fault, Exchange exchange, HttpContext context)
    {
        await exchange.SkipBodyAsync(fault.Bytes, context.RequestAborted);
        await ParkAsync(Timeout.InfiniteTimeSpan, context.RequestAborted);
    }

    // A request that is held back is not being worked on, so it does not count as active.
    private async Task ParkAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, state.Stopping.Token);
        state.Leave();
        try
        {
            await Task.Delay(time, state.Clock, either.Token);
        }
        finally
        {
            state.Enter();
        }
    }

    private static string RelativePath(string path)
    {
        var prefix = path.StartsWith(EmulatorHost.SdkPrefix + "/", StringComparison.Ordinal) ? EmulatorHost.SdkPrefix
            : path.StartsWith(EmulatorHost.ApiPrefix + "/", StringComparison.Ordinal) ? EmulatorHost.ApiPrefix
            : "";
        return path[prefix.Length..];
    }
}
