using System.Text;

namespace Memic;

/// <summary>
/// Puts files into storage. It knows no key, follows no redirect and sends no header that the URL was not signed for.
/// </summary>
internal sealed class StorageClient(ConnectionKey key, MemicConnectionSettings settings) : IDisposable
{
    // Beyond this size a refusal is asked for before the body is sent: storage that refuses early would cut the connection instead.
    private const int ExpectContinueBytes = 1024 * 1024;

    private readonly HttpClient _http = HttpClientFactory.CreateForStorage(settings);

    /// <summary>Sends the file once, from its first byte.</summary>
    /// <exception cref="MemicException">What storage or the network reported, with the code of the status or of the transport.</exception>
    public async Task PutAsync(string url, LocalFile file, string mimeType, TransferProgress progress, ApiCall call, CancellationToken cancellationToken)
    {
        var uri = ParseUrl(url);
        var redactor = new Redactor(url);
        using var scope = new RequestScope(call, "storage.put", HttpMethod.Put, uri, "storage", settings.TimeProvider);
        ApiResponse response;
        try
        {
            response = await ExchangeAsync(uri, file, mimeType, progress, scope, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (Classify(e, uri, redactor, cancellationToken) is { } failure)
        {
            await scope.FailedAsync(failure, cancellationToken).ConfigureAwait(false);
            throw failure;
        }

        await scope.AnsweredAsync(response, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccess)
        {
            throw ResponseReader.ErrorOf(response, redactor);
        }

        MemicTelemetry.Stored(file.Length);
    }

    public void Dispose() => _http.Dispose();

    private async Task<ApiResponse> ExchangeAsync(Uri uri, LocalFile file, string mimeType, TransferProgress progress, RequestScope scope, CancellationToken cancellationToken)
    {
        using var content = new UploadContent(file, mimeType);
        using var message = new HttpRequestMessage(HttpMethod.Put, uri) { Content = content };
        if (IsAzureBlob(uri))
        {
            message.Headers.TryAddWithoutValidation("x-ms-blob-type", "BlockBlob");
        }

        if (file.Length > ExpectContinueBytes)
        {
            message.Headers.ExpectContinue = true;
        }

        if (scope.IsTraced)
        {
            await scope.SendingAsync(HttpMessageFormatter.Describe(message, null), cancellationToken).ConfigureAwait(false);
        }

        using var stall = new OperationTimeout(settings.TimeProvider, settings.StallTimeout, cancellationToken);
        content.Begin(
            bytes =>
            {
                stall.Restart();
                progress.Add(bytes);
            },
            stall.Token);
        try
        {
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stall.Token).ConfigureAwait(false);
            return await ApiResponse.ReadAsync(response, scope, stall.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not MemicException && stall.HasElapsed)
        {
            throw new MemicException(MemicErrorCodes.RequestTimeout, Messages.Stalled(settings.StallTimeout), e);
        }
    }

    private MemicException? Classify(Exception e, Uri uri, Redactor redactor, CancellationToken cancellationToken) => e switch
    {
        // The file itself failed while it was read; HttpClient wraps what its content throws.
        _ when Innermost(e) is { } own => own,
        _ when cancellationToken.IsCancellationRequested => null,
        _ when key.IsForgotten => key.Disconnected(),
        HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException =>
            new(MemicErrorCodes.NetworkError, Messages.Network(TransportErrors.HostOf(uri), redactor.Redact(TransportErrors.ReasonOf(e))), redactor.Redact(e)),
        _ => new(MemicErrorCodes.InvalidResponse, Messages.ResponseUnreadable(redactor.Redact(TransportErrors.ReasonOf(e))), redactor.Redact(e)),
    };

    private static MemicException? Innermost(Exception? e) => e is null ? null : e as MemicException ?? Innermost(e.InnerException);

    /// <summary>Azure demands a header that others refuse. Its URLs are known by the host, or behind another name by how they are signed.</summary>
    private static bool IsAzureBlob(Uri uri) => uri.Host.Contains(".blob.") || (HasParameter(uri, "sv") && HasParameter(uri, "sig"));

    private static bool HasParameter(Uri uri, string name) => uri.Query.Contains($"?{name}=") || uri.Query.Contains($"&{name}=");

    /// <summary>Takes the URL to the letter, since the signature covers it; letters that no URL may have are percent-encoded.</summary>
    /// <exception cref="MemicException"><c>invalid_response</c>: it cannot be used.</exception>
    private Uri ParseUrl(string url)
    {
        var escaped = Escape(url.Trim());
#if NET
        var isValid = Uri.TryCreate(escaped, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }, out var uri);
#else
        var isValid = Uri.TryCreate(escaped, UriKind.Absolute, out var uri);
#endif
        return isValid && uri!.IsAbsoluteUri && (uri.Scheme == "https" || (uri.Scheme == "http" && (uri.IsLoopback || settings.AllowUnencrypted)))
            ? uri
            : throw new MemicException(MemicErrorCodes.InvalidResponse, Messages.StorageUrlInvalid);
    }

    /// <summary>.NET would send raw letters beyond ASCII as they are, and on a connection that is kept alive mistake one address for another.</summary>
    private static string Escape(string url)
    {
        if (url.All(static c => c is > ' ' and < '\u007F'))
        {
            return url;
        }

        try
        {
            var escaped = new StringBuilder(url.Length + 32);
            foreach (var b in new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(url))
            {
                _ = b is > 0x20 and < 0x7F ? escaped.Append((char)b) : escaped.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }

            return escaped.ToString();
        }
        catch (EncoderFallbackException)
        {
            throw new MemicException(MemicErrorCodes.InvalidResponse, Messages.StorageUrlInvalid);
        }
    }
}
