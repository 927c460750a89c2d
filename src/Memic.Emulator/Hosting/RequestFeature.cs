using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Memic.Emulator;

/// <summary>The request feature that the middleware and the endpoints share.</summary>
internal sealed class RequestFeature(HttpContext context, RecordedRequest record)
{
    public RecordedRequest Record { get; } = record;

    public byte[] Body { get; private set; } = [];

    /// <summary>Gets whether the connection was reset.</summary>
    public bool IsAborted { get; private set; }

    /// <summary>Gets or sets whether a response was sent, although the connection may be reset afterwards.</summary>
    public bool HasResponded { get; set; }

    /// <summary>Gets or sets whether a fault makes storage treat the presigned URL as expired.</summary>
    public bool IsUrlExpired { get; set; }

    public bool IsUpload => context.Request.Path.StartsWithSegments(EmulatorHost.StoragePrefix, StringComparison.Ordinal);

    public static RequestFeature Get(HttpContext context) => context.Features.GetRequiredFeature<RequestFeature>();

    public void SetRequestId(string id)
    {
        Record.RequestId = id;
        context.Response.Headers["x-request-id"] = id;
    }

    public void Abort()
    {
        IsAborted = true;
        context.Abort();
    }

    /// <summary>Reads the whole body, for the log and for the endpoint. Bodies of API requests are small JSON.</summary>
    public async Task ReadBodyAsync(CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, cancellationToken);
        Body = buffer.ToArray();
        Record.BodyLength = Body.Length;
        Record.Body = Encoding.UTF8.GetString(Body);
    }

    /// <summary>Reads up to a number of bytes of the body and discards them.</summary>
    public async Task DiscardBodyAsync(long limit, CancellationToken cancellationToken)
    {
        PipeReader reader = context.Request.BodyReader;
        while (Record.BodyLength < limit)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var part = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, limit - Record.BodyLength));
            Record.BodyLength += part.Length;
            reader.AdvanceTo(part.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }
}
