namespace Memic.Emulator;

/// <summary>Applies the first fault that matches a request.</summary>
internal sealed class FaultMiddleware(EmulatorState state, RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var feature = RequestFeature.Get(context);
        if (!feature.IsUpload)
        {
            await feature.ReadBodyAsync(context.RequestAborted);
        }

        if (state.Faults.TryMatch(feature.Record, GetRelativePath(feature.Record.Path)) is { } fault)
        {
            await ApplyAsync(fault, feature, context);
        }
        else
        {
            await next(context);
        }
    }

    private async Task ApplyAsync(Fault fault, RequestFeature feature, HttpContext context)
    {
        if (fault.RequestId is not null)
        {
            feature.SetRequestId(fault.RequestId);
        }

        var executed = fault.ExecuteFirst || fault.Kind is FaultKind.LostReply ? await ResponseCapture.RunAsync(context, next) : null;
        if (fault.Delay > TimeSpan.Zero)
        {
            await state.HoldAsync(fault.Delay, context.RequestAborted);
        }

        switch (fault.Kind)
        {
            case FaultKind.Reset or FaultKind.LostReply:
                feature.Abort();
                break;
            case FaultKind.Hang:
                await state.HoldAsync(Timeout.InfiniteTimeSpan, context.RequestAborted);
                break;
            case FaultKind.AbortAfterBytes:
                await feature.DiscardBodyAsync(fault.Bytes, context.RequestAborted);
                feature.Abort();
                break;
            case FaultKind.Stall:
                await feature.DiscardBodyAsync(fault.Bytes, context.RequestAborted);
                await state.HoldAsync(Timeout.InfiniteTimeSpan, context.RequestAborted);
                break;
            case FaultKind.RespondEarlyAndClose or FaultKind.RespondEarlyAndRead or FaultKind.RespondEarlyAndStall:
                await new EarlyResponse(state, fault).WriteAsync(context);
                break;
            case FaultKind.ExpireUrl:
                feature.IsUrlExpired = true;
                await next(context);
                break;
            default:
                await new FaultResponse(state, fault, next).WriteAsync(context, executed);
                break;
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
