using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Memic.Emulator;

/// <summary>What the steps of the pipeline know about the request they share.</summary>
internal sealed class Exchange(HttpContext context, RecordedRequest record)
{
    public RecordedRequest Record { get; } = record;

    public byte[] Body { get; private set; } = [];

    public bool IsAborted { get; private set; }

    /// <summary>Set by a fault: storage is to take the presigned URL as expired.</summary>
    public bool UrlHasExpired { get; set; }

    public bool IsUpload => context.Request.Path.StartsWithSegments(EmulatorHost.StoragePrefix, StringComparison.Ordinal);

    public static Exchange Of(HttpContext context) => context.Features.GetRequiredFeature<Exchange>();

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

    /// <summary>API bodies are small JSON: read at once, for the log and for the endpoint.</summary>
    public async Task CaptureBodyAsync(CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, cancellationToken);
        Body = buffer.ToArray();
        Record.BodyLength = Body.Length;
        Record.Body = Encoding.UTF8.GetString(Body);
    }

    /// <summary>Reads and forgets up to so many bytes of the body.</summary>
    public async Task SkipBodyAsync(long limit, CancellationToken cancellationToken)
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
