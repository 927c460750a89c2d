using System.Net.Http.Headers;

namespace Memic;

/// <summary>Sends one file: init, PUT to storage, confirm. Nothing is sent twice because a reply was lost.</summary>
internal sealed class FileUpload(MemicClient client, FileToSend source)
{
    public async Task<MemicFile> SendAsync(CancellationToken cancellationToken)
    {
        var file = LocalFile.Inspect(source);
        var mimeType = source.MimeType ?? MimeTypes.Of(source.Name);
        Limit.Check(MediaTypeHeaderValue.TryParse(mimeType, out _), "The MIME type", "a type and a subtype, such as text/plain");
        using var progress = client.Observer.Progress.Begin(source.Name, file.Length);

        var id = await StoreAsync(file, mimeType, progress, cancellationToken).ConfigureAwait(false);
        file.EnsureUnchanged();
        var sent = await client.Files.ConfirmAsync(id, cancellationToken).ConfigureAwait(false);
        return sent with
        {
            Path = source.Path,
            Name = sent.Name ?? source.Name,
            Size = sent.Size ?? file.Length,
            MimeType = sent.MimeType ?? mimeType,
            ReferenceId = sent.ReferenceId ?? source.ReferenceId,
        };
    }

    async Task<string> StoreAsync(LocalFile file, string mimeType, TransferProgress progress, CancellationToken cancellationToken)
    {
        for (var renewed = false; ; renewed = true)
        {
            var init = await client.Files.InitAsync(source, file.Length, mimeType, cancellationToken).ConfigureAwait(false);
            try
            {
                await PutAsync(init.UploadUrl!, file, mimeType, progress, cancellationToken).ConfigureAwait(false);
                return init.FileId!;
            }
            catch (MemicException e) when (!renewed && IsExpired(e))
            {
                await client.Call.VerboseAsync(Texts.UrlExpired, cancellationToken).ConfigureAwait(false);
            }
            catch (MemicException e) when (e.StatusCode is not null || e.IsTransient)
            {
                throw Failure(e);
            }
        }
    }

    Task PutAsync(string url, LocalFile file, string mimeType, TransferProgress progress, CancellationToken cancellationToken)
    {
        var attempts = 0;
        return client.Call.Pipeline.ExecuteAsync(
            async token =>
            {
                attempts++;
                progress.Restart();
                try
                {
                    await client.Connection.Storage.PutAsync(url, file, mimeType, progress, attempts, client.Call, token).ConfigureAwait(false);
                }
                catch (Exception) when (client.Connection.IsDisconnected && !token.IsCancellationRequested)
                {
                    throw new MemicException(MemicErrorCodes.ApiKeyMissing, Texts.Disconnected(client.Connection.Name));
                }
                catch (MemicException e)
                {
                    (e.Attempts, e.Method, e.Uri) = (attempts, "PUT", Uri.TryCreate(url, UriKind.Absolute, out var uri) ? Redactor.WithoutQuery(uri) : null);
                    throw;
                }
            },
            cancellationToken).AsTask();
    }

    /// <summary>Storages say so each in its own way: Azure and S3 with 403, others with 400, 401 or 410 and a word.</summary>
    static bool IsExpired(MemicException e) =>
        e.StatusCode is 403 or 401 or 410 || (e.StatusCode == 400 && e.Detail.IndexOf("expired", StringComparison.OrdinalIgnoreCase) >= 0);

    MemicException Failure(MemicException e) => e.StatusCode is not null
        ? new(MemicErrorCodes.StorageRejected, Texts.StorageRejected(source.Name, e.Detail), e)
        {
            StatusCode = e.StatusCode, RequestId = e.RequestId, RetryAfter = e.RetryAfter, Attempts = e.Attempts, Method = e.Method, Uri = e.Uri,
        }
        : new(MemicErrorCodes.UploadInterrupted, Texts.UploadInterrupted(source.Name, e.Detail), e)
        {
            Attempts = e.Attempts, Method = e.Method, Uri = e.Uri,
        };
}
