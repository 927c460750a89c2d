namespace Memic.Emulator;

/// <summary>Applies the first fault that matches a request.</summary>
internal sealed class FaultMiddleware(EmulatorState state, RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var feature = RequestFeature.Get(context);
        var fault = state.Faults.TryMatch(context.Request.Method, GetRelativePath(feature.Record.Path));
        if (fault?.Kind is FaultKind.Reset && fault.Delay == TimeSpan.Zero)
        {
            feature.Abort();
            return;
        }

        if (!feature.IsUpload)
        {
            await feature.ReadBodyAsync(context.RequestAborted);
        }

        if (fault is null)
        {
            await next(context);
            return;
        }

        if (fault.Delay > TimeSpan.Zero)
        {
            await HoldAsync(fault.Delay, context.RequestAborted);
        }

        await ApplyAsync(fault, feature, context);
    }

    private Task ApplyAsync(Fault fault, RequestFeature feature, HttpContext context)
    {
        if (fault.RequestId is not null)
        {
            feature.SetRequestId(fault.RequestId);
        }

        foreach (var (name, value) in fault.Headers)
        {
            context.Response.Headers[name] = value;
        }

        switch (fault.Kind)
        {
            case FaultKind.Reset:
                feature.Abort();
                return Task.CompletedTask;
            case FaultKind.LostReply:
                return DropResponseAsync(feature, context);
            case FaultKind.AbortAfterBytes:
                return AbortUploadAsync(fault, feature, context);
            case FaultKind.Stall:
                return StallAsync(fault, feature, context);
            case FaultKind.ExpireUrl:
                feature.IsUrlExpired = true;
                return next(context);
            case FaultKind.Redirect:
                context.Response.StatusCode = fault.Status ?? StatusCodes.Status307TemporaryRedirect;
                context.Response.Headers.Location = fault.Target;
                return Task.CompletedTask;
            default:
                return new FaultResponse(fault, next).WriteAsync(context);
        }
    }

    private async Task DropResponseAsync(RequestFeature feature, HttpContext context)
    {
        await FaultResponse.CaptureAsync(context, next);
        feature.Abort();
    }

    private static async Task AbortUploadAsync(Fault fault, RequestFeature feature, HttpContext context)
    {
        await feature.DiscardBodyAsync(fault.Bytes, context.RequestAborted);
        feature.Abort();
    }

    private async Task StallAsync(Fault fault, RequestFeature feature, HttpContext context)
    {
        await feature.DiscardBodyAsync(fault.Bytes, context.RequestAborted);
        await HoldAsync(Timeout.InfiniteTimeSpan, context.RequestAborted);
    }

    // A request that is held is not being worked on, so it does not count as active.
    private async Task HoldAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, state.Stopping.Token);
        state.EndRequest();
        try
        {
            await Task.Delay(time, state.TimeProvider, linked.Token);
        }
        finally
        {
            state.BeginRequest();
        }
    }

    private static string GetRelativePath(string path)
    {
        var prefix = path.StartsWith(EmulatorHost.SdkPrefix + "/", StringComparison.Ordinal) ? EmulatorHost.SdkPrefix
            : path.StartsWith(EmulatorHost.ApiPrefix + "/", StringComparison.Ordinal) ? EmulatorHost.ApiPrefix
            : "";
        return path[prefix.Length..];
    }
}
