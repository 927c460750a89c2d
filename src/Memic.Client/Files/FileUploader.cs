using System.Net.Http.Headers;

namespace Memic;

/// <summary>Uploads one file: init, PUT to storage, confirm. Nothing is sent twice because a response was lost.</summary>
internal sealed class FileUploader(UploadApi uploads, StorageClient storage, ApiClient api, TimeProvider time)
{
    public async Task<MemicFile> UploadAsync(FileUploadRequest source, CancellationToken cancellationToken)
    {
        UploadApi.Check(source);
        var request = source.Capture();
        var mimeType = request.MimeType ?? MimeTypes.Of(request.Name);
        Validate.That(MediaTypeHeaderValue.TryParse(mimeType, out _), "The MIME type", "a type and a subtype, such as text/plain");
        using var file = LocalFile.Inspect(request);
        using var progress = api.Observer.Progress.Begin(DisplayText.Clean(request.Name), file.Length);

        var id = await StoreAsync(request, file, mimeType, progress, cancellationToken).ConfigureAwait(false);
        var sent = await uploads.ConfirmAsync(id, request.Name, cancellationToken).ConfigureAwait(false);
        return sent with
        {
            Path = request.Path,
            Name = sent.Name ?? request.Name,
            Size = sent.Size ?? file.Length,
            MimeType = sent.MimeType ?? mimeType,
            ReferenceId = sent.ReferenceId ?? request.ReferenceId,
        };
    }

    /// <summary>
    /// Puts the content into storage, once more with a new URL where the first has expired; returns the file's id. Storage
    /// that cuts the connection instead of saying so is known by the time.
    /// </summary>
    private async Task<string> StoreAsync(FileUploadRequest request, LocalFile file, string mimeType, TransferProgress progress, CancellationToken cancellationToken)
    {
        for (var isRenewed = false; ; isRenewed = true)
        {
            var asked = time.GetTimestamp();
            var init = await uploads.InitAsync(request, file.Length, mimeType, cancellationToken).ConfigureAwait(false);
            try
            {
                await PutAsync(init.UploadUrl!, request, file, mimeType, progress, cancellationToken).ConfigureAwait(false);
                file.EnsureUnchanged();
                return init.FileId!;
            }
            catch (MemicException e) when (!isRenewed && (IsExpired(e) || (e.IsTransient && init.ExpiresIn > 0 && time.GetElapsedTime(asked).TotalSeconds >= init.ExpiresIn)))
            {
                await api.Diagnostics.VerboseAsync(Messages.UrlExpired(request.Name), cancellationToken).ConfigureAwait(false);
            }
            catch (MemicException e) when (e.IsFromService || e.IsTransient)
            {
                throw StorageError(request, init.FileId!, e);
            }
            catch (MemicException e)
            {
                e.FileId ??= init.FileId;
                throw;
            }
        }
    }

    private async Task PutAsync(string url, FileUploadRequest request, LocalFile file, string mimeType, TransferProgress progress, CancellationToken cancellationToken)
    {
        var call = new ApiCall(api.Diagnostics, api.Retry, request.Name);
        try
        {
            await api.RepeatAsync(token => AttemptAsync(call, token), call, cancellationToken).ConfigureAwait(false);
        }
        catch (MemicException e)
        {
            e.Stamp("PUT", Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri : null, call.Attempts, request.Name);
            throw;
        }

        async Task<bool> AttemptAsync(ApiCall attempt, CancellationToken token)
        {
            attempt.BeginAttempt();
            progress.Restart();
            try
            {
                await storage.PutAsync(url, file, mimeType, progress, attempt, token).ConfigureAwait(false);
                return true;
            }
            catch (MemicException e)
            {
                attempt.Failed(e);
                throw;
            }
        }
    }

    /// <summary>Each storage reports it in its own way: Azure and S3 with 403, others with 400, 401 or 410 and a word.</summary>
    private static bool IsExpired(MemicException e) =>
        e.IsFromService && (e.StatusCode is 403 or 401 or 410 || (e.StatusCode == 400 && e.Detail.IndexOf("expired", StringComparison.OrdinalIgnoreCase) >= 0));

    private static MemicException StorageError(FileUploadRequest request, string fileId, MemicException e)
    {
        var error = e.IsFromService
            ? new MemicException(MemicErrorCodes.StorageRejected, Messages.StorageRejected(request.Name, fileId, e.Detail), e)
            {
                StatusCode = e.StatusCode, RequestId = e.RequestId, RetryAfter = e.RetryAfter, FileId = fileId,
            }
            : new MemicException(MemicErrorCodes.UploadInterrupted, Messages.UploadInterrupted(request.Name, e.Detail), e) { FileId = fileId };
        error.Stamp(e.Method!, e.Uri, e.Attempts, request.Name);
        return error;
    }
}
