using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace Memic;

/// <summary>The body of an upload, read from disk as it is sent: memory does not grow with the file.</summary>
internal sealed class UploadContent : HttpContent
{
    private const int BufferSize = 128 * 1024;

    private readonly LocalFile _file;
    private Action<int> _sent = static _ => { };
    private CancellationToken _cancellationToken;

    public UploadContent(LocalFile file, string mimeType)
    {
        _file = file;
        Headers.ContentType = MediaTypeHeaderValue.Parse(mimeType);
        Headers.ContentLength = file.Length;
    }

    /// <summary>Says how to report and to cancel, just before the content is sent.</summary>
    public void Begin(Action<int> sent, CancellationToken cancellationToken) => (_cancellationToken, _sent) = (cancellationToken, sent);

    protected override bool TryComputeLength(out long length)
    {
        length = _file.Length;
        return true;
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        using var source = _file.Open();
        using var hash = _file.BeginHash();
        // Rented: a new one for each of many small files would cost more than sending it.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(_file.Length, BufferSize));
        try
        {
            for (var left = _file.Length; left > 0;)
            {
                var read = await ReadAsync(source, buffer, (int)Math.Min(left, buffer.Length)).ConfigureAwait(false);
                if (read == 0)
                {
                    throw _file.Changed();
                }

                hash?.AppendData(buffer, 0, read);
                await stream.WriteAsync(buffer, 0, read, _cancellationToken).ConfigureAwait(false);
                _sent(read);
                left -= read;
            }

            _file.EnsureSame(source);
            _file.EnsureHash(hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>A file that fails while it is read is no failure of the network, and is not sent again.</summary>
    private async Task<int> ReadAsync(Stream source, byte[] buffer, int count)
    {
        try
        {
            return await source.ReadAsync(buffer, 0, count, _cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw _file.Unreadable(e);
        }
    }
}
