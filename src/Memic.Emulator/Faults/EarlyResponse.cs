using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Memic.Emulator;

/// <summary>Responds before the request body has been read, as storage does when it rejects a large upload.</summary>
internal sealed class EarlyResponse(EmulatorState state, Fault fault)
{
    public async Task WriteAsync(HttpContext context)
    {
        var feature = RequestFeature.Get(context);
        await feature.DiscardBodyAsync(fault.Bytes, context.RequestAborted);
        var body = FaultResponse.Compose(context, fault, StatusCodes.Status403Forbidden);
        feature.HasResponded = true;
        feature.Record.Status = context.Response.StatusCode;
        switch (fault.Kind)
        {
            case FaultKind.RespondEarlyAndClose:
                await SendAsync(context, body);
                context.Abort();
                break;
            case FaultKind.RespondEarlyAndRead:
                await WriteAsync(context, body);
                await feature.DiscardBodyAsync(long.MaxValue, context.RequestAborted);
                break;
            default:
                await WriteAsync(context, body);
                await state.HoldAsync(Timeout.InfiniteTimeSpan, context.RequestAborted);
                break;
        }
    }

    private async Task WriteAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentLength = body.Length;
        foreach (var (name, value) in fault.Headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    // Written to the socket itself: Kestrel would read the rest of the request before it closes the connection, and discards
    // what it has not sent yet when the connection is aborted.
    private async Task SendAsync(HttpContext context, byte[] body)
    {
        var response = context.Response;
        var head = new StringBuilder()
            .Append($"HTTP/1.1 {response.StatusCode} {ReasonPhrases.GetReasonPhrase(response.StatusCode)}\r\n")
            .Append($"Content-Type: {response.ContentType}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n");
        foreach (var (name, value) in fault.Headers)
        {
            head.Append($"{name}: {value}\r\n");
        }

        var socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        await socket.SendAsync((byte[])[.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body], SocketFlags.None, context.RequestAborted);
    }
}
