using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Memic.Emulator;

internal static class EmulatorHost
{
    public const string ApiPrefix = "/api/v1";
    public const string SdkPrefix = "/api/v1/sdk";
    public const string StoragePrefix = "/storage";
    public const string ControlPrefix = "/_emulator";

    public static WebApplication Build(EmulatorState state)
    {
        // The empty builder reads no configuration files, no environment variables, and logs nothing.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, state.Options.Port));
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));

        var application = builder.Build();
        var isControl = (HttpContext context) => context.Request.Path.StartsWithSegments(ControlPrefix, StringComparison.Ordinal);
        application.UseWhen(context => !isControl(context), branch =>
        {
            branch.Use(next => new RequestLogMiddleware(state, next).InvokeAsync);
            branch.Use(next => new FaultMiddleware(state, next).InvokeAsync);
        });
        application.UseRouting();
        ApiRoutes.Map(application, state);
        application.MapPut(StoragePrefix + "/{id}/{leaf}", new StorageEndpoint(state).PutAsync);
        ControlRoutes.Map(application.MapGroup(ControlPrefix), state);
        application.Use(next => context => WriteRoutingErrorAsync(context, next));
        application.UseEndpoints(_ => { });
        return application;
    }

    // Routing answers an unknown path with 404 and a wrong method with 405 and Allow, both without a body.
    private static async Task WriteRoutingErrorAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.GetEndpoint() is RouteEndpoint)
        {
            return;
        }

        if (context.Response.StatusCode is StatusCodes.Status405MethodNotAllowed)
        {
            ApiResponse.WriteError(context, StatusCodes.Status405MethodNotAllowed, "method_not_allowed", "Method Not Allowed");
        }
        else
        {
            ApiResponse.WriteError(context, StatusCodes.Status404NotFound, "not_found", "Not Found");
        }
    }

    private static void Listen(KestrelServerOptions kestrel, int port)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null;
        // Stalled transfers are among the faults, so the server must not end them by itself.
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
    }
}
