using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace Memic.Emulator;

/// <summary>Writes the response that a fault specifies: a response of its own, or the damaged response of the endpoint.</summary>
internal sealed class FaultResponse(Fault fault, RequestDelegate next)
{
    public async Task WriteAsync(HttpContext context)
    {
        if (fault.RetryAfter is not null)
        {
            context.Response.Headers.RetryAfter = fault.RetryAfter;
        }

        if (!fault.HasResponse && !fault.Gzip && fault.Kind is not FaultKind.CutBody)
        {
            await next(context);
            return;
        }

        var body = fault.HasResponse ? await ComposeAsync(context) : await CaptureAsync(context, next);
        if (fault.Gzip)
        {
            body = Compress(body);
            context.Response.Headers.ContentEncoding = "gzip";
        }

        context.Response.ContentLength = body.Length;
        if (fault.Kind is FaultKind.CutBody)
        {
            // Kestrel sends what it has and closes the connection when a body stays below its announced length.
            context.Response.BodyWriter.Write(body.AsSpan(0, body.Length / 2));
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        else
        {
            context.Response.BodyWriter.Write(body);
        }
    }

    /// <summary>Runs the rest of the pipeline and captures its response.</summary>
    public static async Task<byte[]> CaptureAsync(HttpContext context, RequestDelegate next)
    {
        var client = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        try
        {
            await next(context);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        finally
        {
            context.Response.Body = client;
        }

        return buffer.ToArray();
    }

    private async Task<byte[]> ComposeAsync(HttpContext context)
    {
        var feature = RequestFeature.Get(context);
        if (feature.IsUpload)
        {
            await feature.DiscardBodyAsync(long.MaxValue, context.RequestAborted);
        }

        var status = fault.Status ?? StatusCodes.Status200OK;
        context.Response.StatusCode = status;
        context.Response.ContentType = fault.ContentType ?? "application/json";
        return fault.BodyBytes
            ?? (fault.Body is { } text ? Encoding.UTF8.GetBytes(text) : null)
            ?? (fault.BodySize is { } size ? Encoding.ASCII.GetBytes(new string('x', size)) : null)
            ?? (status >= 400 ? ApiResponse.CreateErrorBody(fault.Code ?? ErrorCodes.GetDefault(status), fault.Detail ?? $"Requested fault {status}", feature.Record.RequestId) : []);
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
