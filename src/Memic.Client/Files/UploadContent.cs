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
        var buffer = new byte[BufferSize];
        for (var left = _file.Length; left > 0;)
        {
            var read = await ReadAsync(source, buffer, (int)Math.Min(left, BufferSize)).ConfigureAwait(false);
            if (read == 0)
            {
                throw _file.Changed();
            }

            await stream.WriteAsync(buffer, 0, read, _cancellationToken).ConfigureAwait(false);
            _sent(read);
            left -= read;
        }
    }

    /// <summary>A disk that fails must not look like a network that fails.</summary>
    async Task<int> ReadAsync(Stream source, byte[] buffer, int count)
    {
        try
        {
            return await source.ReadAsync(buffer, 0, count, _cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw _file.Unreadable(e);
        }
    }
}
