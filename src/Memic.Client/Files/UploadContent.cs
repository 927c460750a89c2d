using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace Memic;

/// <summary>The body of an upload, read from disk as it is sent: memory does not grow with the file.</summary>
internal sealed class UploadContent : HttpContent
{
    const int BufferSize = 128 * 1024;

    readonly LocalFile _file;
    readonly Action<int> _sent;
    readonly CancellationToken _cancellationToken;

    public UploadContent(LocalFile file, string mimeType, Action<int> sent, CancellationToken cancellationToken)
    {
        (_file, _sent, _cancellationToken) = (file, sent, cancellationToken);
        Headers.ContentType = MediaTypeHeaderValue.Parse(mimeType);
        Headers.ContentLength = file.Length;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _file.Length;
        return true;
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        using var source = _file.Open();
        // Rented: a new one for each of many small files would cost more than sending it.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(_file.Length, BufferSize));
        try
        {
            for (var left = _file.Length; left > 0;)
            {
                var read = await source.ReadAsync(buffer, 0, (int)Math.Min(left, buffer.Length), _cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    throw _file.Changed();
                }

                await stream.WriteAsync(buffer, 0, read, _cancellationToken).ConfigureAwait(false);
                _sent(read);
                left -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
