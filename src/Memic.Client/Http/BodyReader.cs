using System.Buffers;

namespace Memic;

/// <summary>Reads bodies: those of successful responses whole, those of errors only as far as a person would read.</summary>
internal static class BodyReader
{
    /// <summary>The largest body of a successful response, in bytes after decompression: 64 MB, far more than any page of the API has.</summary>
    public const int MaximumBytes = 64 * 1024 * 1024;

    // The status of an error is known: its text is worth a short wait, not the whole timeout of the request.
    private static readonly TimeSpan ErrorBodyTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Reads a body; <see langword="null"/> if it is larger than <see cref="MaximumBytes"/>.</summary>
    public static async Task<byte[]?> ReadAllAsync(HttpContent? content, CancellationToken cancellationToken)
    {
        if (content is null)
        {
            return [];
        }

        using var stream = await OpenAsync(content, cancellationToken).ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            var (length, read) = (0, 0);
            while ((read = await stream.ReadAsync(buffer, length, buffer.Length - length, cancellationToken).ConfigureAwait(false)) > 0)
            {
                length += read;
                if (length > MaximumBytes)
                {
                    return null;
                }

                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(2 * length);
                    Buffer.BlockCopy(buffer, 0, larger, 0, length);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }

            return buffer.AsSpan(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads the start of an error's body. One that breaks off or does not come counts as far as it came.</summary>
    public static async Task<byte[]> ReadStartAsync(HttpContent? content, int maximum, TimeProvider time, CancellationToken cancellationToken)
    {
        var buffer = new byte[maximum];
        var length = 0;
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CancelAfter(impatient, ErrorBodyTimeout);
        try
        {
            if (content is not null)
            {
                using var stream = await OpenAsync(content, impatient.Token).ConfigureAwait(false);
                int read;
                while (length < maximum && (read = await stream.ReadAsync(buffer, length, maximum - length, impatient.Token).ConfigureAwait(false)) > 0)
                {
                    length += read;
                }
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException or InvalidDataException or ObjectDisposedException or OperationCanceledException)
        {
            // What arrived before the break is all there is to say; whoever cancelled is asked by the caller.
        }

        Array.Resize(ref buffer, length);
        return buffer;
    }

    private static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken)
    {
#if NET
        return content.ReadAsStreamAsync(cancellationToken);
#else
        cancellationToken.ThrowIfCancellationRequested();
        return content.ReadAsStreamAsync();
#endif
    }
}
