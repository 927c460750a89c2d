using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Memic.Emulator;

/// <summary>Writes the response that a fault specifies: a response of its own, or the damaged response of the endpoint.</summary>
internal sealed class FaultResponse(EmulatorState state, Fault fault, RequestDelegate next)
{
    private const int FillerSize = 64 * 1024;
    private const int EmptyBodyLength = 100;

    /// <summary>Writes the response. The body is that of the endpoint if it has been executed.</summary>
    public async Task WriteAsync(HttpContext context, byte[]? executed)
    {
        var feature = RequestFeature.Get(context);
        byte[] body;
        if (fault.ReplacesResponse || fault.Kind is FaultKind.Redirect)
        {
            if (feature.IsUpload)
            {
                await feature.DiscardBodyAsync(long.MaxValue, context.RequestAborted);
            }

            ResponseCapture.Clear(context);
            body = Compose(context, fault, fault.Kind is FaultKind.Redirect ? StatusCodes.Status307TemporaryRedirect : StatusCodes.Status200OK);
        }
        else
        {
            body = executed ?? await ResponseCapture.RunAsync(context, next);
        }

        SetHeaders(context);
        if (fault.Gzip)
        {
            body = Compress(body);
            context.Response.Headers.ContentEncoding = "gzip";
        }

        if (context.Response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        {
            return;
        }

        context.Response.ContentLength = body.Length;
        await (fault.Kind switch
        {
            FaultKind.CutBody => WriteIncompleteAsync(context, body, body.Length / 2),
            FaultKind.StallBody => WriteAndStallAsync(context, body),
            FaultKind.SlowBody => WriteSlowlyAsync(context, body),
            FaultKind.EndlessBody => WriteEndlesslyAsync(context, body),
            _ => WriteBodyAsync(context, body),
        });
    }

    /// <summary>Sets the status and the content type that a fault specifies, and returns its body.</summary>
    public static byte[] Compose(HttpContext context, Fault fault, int defaultStatus)
    {
        var status = context.Response.StatusCode = fault.Status ?? defaultStatus;
        context.Response.ContentType = fault.ContentType ?? "application/json";
        return fault.BodyBytes
            ?? (fault.Body is { } text ? Encoding.UTF8.GetBytes(text) : null)
            ?? (fault.BodySize is { } size ? Fill(size) : null)
            ?? (status >= 400 ? ApiResponse.CreateErrorBody(fault.Code ?? ErrorCodes.GetDefault(status), fault.Detail ?? $"Requested fault {status}", RequestFeature.Get(context).Record.RequestId) : []);
    }

    private void SetHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentType = fault.ContentType ?? headers.ContentType;
        headers.Location = fault.Target ?? headers.Location;
        headers.RetryAfter = fault.RetryAfterDate is { } wait ? (state.UtcNow + wait).ToString("R", CultureInfo.InvariantCulture) : fault.RetryAfter ?? headers.RetryAfter;
        foreach (var (name, value) in fault.Headers)
        {
            headers[name] = value;
        }
    }

    // Not flushed: the response is sent when the whole pipeline has finished with the request.
    private static Task WriteBodyAsync(HttpContext context, byte[] body)
    {
        context.Response.BodyWriter.Write(body);
        return Task.CompletedTask;
    }

    // Kestrel sends what it has and closes the connection when a body is shorter than announced.
    private static async Task WriteIncompleteAsync(HttpContext context, byte[] body, int length)
    {
        context.Response.ContentLength = body.Length == 0 ? EmptyBodyLength : body.Length;
        await context.Response.StartAsync(context.RequestAborted);
        context.Response.BodyWriter.Write(body.AsSpan(0, length));
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private async Task WriteAndStallAsync(HttpContext context, byte[] body)
    {
        await WriteIncompleteAsync(context, body, (int)Math.Min(fault.Bytes, Math.Max(0, body.Length - 1)));
        await state.HoldAsync(Timeout.InfiniteTimeSpan, context.RequestAborted);
    }

    private async Task WriteSlowlyAsync(HttpContext context, byte[] body)
    {
        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        foreach (var part in body.Chunk((int)Math.Clamp(fault.Bytes, 1, int.MaxValue)))
        {
            await state.HoldAsync(fault.Interval, context.RequestAborted);
            await context.Response.BodyWriter.WriteAsync(part, context.RequestAborted);
        }
    }

    private static async Task WriteEndlesslyAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentLength = null;
        var part = body;
        while (!(await context.Response.BodyWriter.WriteAsync(part, context.RequestAborted)).IsCompleted)
        {
            part = Fill(FillerSize);
        }
    }

    private static byte[] Fill(int size)
    {
        var body = new byte[size];
        Array.Fill(body, (byte)'x');
        return body;
    }

    private static byte[] Compress(byte[] body)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return target.ToArray();
    }
}
