namespace Memic;

/// <summary>Reads bodies: those of answers whole, those of errors only as far as a person would read.</summary>
internal static class BodyReader
{
    public static async Task<byte[]> ReadAllAsync(HttpContent? content, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        if (content is not null)
        {
            using var stream = await OpenAsync(content, cancellationToken).ConfigureAwait(false);
            await stream.CopyToAsync(buffer, 81920, cancellationToken).ConfigureAwait(false);
        }

        return buffer.ToArray();
    }

    /// <summary>A body that breaks off counts as far as it came: the status alone already says that it failed.</summary>
    public static async Task<byte[]> ReadStartAsync(HttpContent? content, int maximum, CancellationToken cancellationToken)
    {
        var buffer = new byte[maximum];
        var length = 0;
        try
        {
            if (content is not null)
            {
                using var stream = await OpenAsync(content, cancellationToken).ConfigureAwait(false);
                int read;
                while (length < maximum && (read = await stream.ReadAsync(buffer, length, maximum - length, cancellationToken).ConfigureAwait(false)) > 0)
                {
                    length += read;
                }
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException or InvalidDataException)
        {
            // What arrived before the break is all there is to say.
        }

        Array.Resize(ref buffer, length);
        return buffer;
    }

    static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken)
    {
#if NET
        return content.ReadAsStreamAsync(cancellationToken);
#else
        cancellationToken.ThrowIfCancellationRequested();
        return content.ReadAsStreamAsync();
#endif
    }
}
