namespace Memic;

/// <summary>
/// Puts files into storage. It knows no key, follows no redirect and sends no header that the URL was not signed for.
/// </summary>
internal sealed class StorageTransport(MemicConnectionSettings settings) : IDisposable
{
    readonly HttpClient _http = HttpClients.ForStorage(settings);

    /// <summary>Sends the file once, from its first byte.</summary>
    /// <exception cref="MemicException">What storage or the network said, with the code of the status or of the network failure.</exception>
    public async Task PutAsync(string url, LocalFile file, string mimeType, TransferProgress progress, int attempt, CallContext call, CancellationToken cancellationToken)
    {
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var watch = call.Time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), stalled, settings.StallTimeout, Timeout.InfiniteTimeSpan);
        using var message = new HttpRequestMessage(HttpMethod.Put, UriOf(url))
        {
            Content = new UploadContent(file, mimeType, Sent, stalled.Token),
        };
        if (IsAzureBlob(message.RequestUri!))
        {
            message.Headers.TryAddWithoutValidation("x-ms-blob-type", "BlockBlob");
        }

        using var log = new RequestLog(call, "storage.put", HttpMethod.Put, message.RequestUri!, "storage", attempt);
        try
        {
            await call.DebugAsync(message, null, cancellationToken).ConfigureAwait(false);
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stalled.Token).ConfigureAwait(false);
            var reply = await HttpReply.ReadAsync(response, call, stalled.Token).ConfigureAwait(false);
            await log.AnsweredAsync(reply, cancellationToken).ConfigureAwait(false);
            if (!reply.IsSuccess)
            {
                throw ReplyReader.Failure(reply, new Redactor(url));
            }

            MemicTelemetry.Stored(file.Length);
        }
        catch (Exception e) when (e is not MemicException && FileFailure(e) is { } failure)
        {
            throw failure;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            var failure = stalled.IsCancellationRequested
                ? new MemicException(MemicErrorCodes.RequestTimeout, Texts.Stalled, e)
                : new MemicException(MemicErrorCodes.NetworkError, new Redactor(url).Redact(NetworkFailure.Reason(e)), e);
            await log.FailedAsync(failure, cancellationToken).ConfigureAwait(false);
            throw failure;
        }

        void Sent(int bytes)
        {
            watch.Change(settings.StallTimeout, Timeout.InfiniteTimeSpan);
            progress.Add(bytes);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The file itself failed while it was read; HttpClient wraps what its content throws.</summary>
    static MemicException? FileFailure(Exception? e) => e is null ? null : e as MemicException ?? FileFailure(e.InnerException);

    /// <summary>Azure demands a header that others refuse. Its URLs are known by the host, or behind another name by how they are signed.</summary>
    static bool IsAzureBlob(Uri uri) => uri.Host.Contains(".blob.") || (HasParameter(uri, "sv") && HasParameter(uri, "sig"));

    static bool HasParameter(Uri uri, string name) => uri.Query.Contains($"?{name}=") || uri.Query.Contains($"&{name}=");

    Uri UriOf(string url)
    {
#if NET
        // The signature covers the URL to the letter.
        var valid = Uri.TryCreate(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }, out var uri);
#else
        var valid = Uri.TryCreate(url, UriKind.Absolute, out var uri);
#endif
        return valid && uri!.IsAbsoluteUri && (uri.Scheme == "https" || (uri.Scheme == "http" && (uri.IsLoopback || settings.AllowUnencrypted)))
            ? uri
            : throw new MemicException(MemicErrorCodes.InvalidResponse, Texts.StorageUrlInvalid);
    }
}
