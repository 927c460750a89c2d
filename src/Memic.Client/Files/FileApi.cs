using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Memic;

/// <summary>Files: sending, status, lists.</summary>
public sealed class FileApi
{
    const int MaximumReferenceId = 255;
    const int MaximumName = 500;

    /// <summary>How many files a page of the list has: the most that the service allows.</summary>
    internal const int PageSize = 100;

    readonly MemicClient _client;

    internal FileApi(MemicClient client) => _client = client;

    /// <summary>Sends a file: init, PUT to storage, confirm. It is being processed when this ends.</summary>
    /// <param name="file">The file and what to tell the service of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MemicException">
    /// <c>path_not_found</c>, <c>not_a_file</c>, <c>file_empty</c>, <c>file_unreadable</c>, <c>file_changed</c>, <c>invalid_input</c>,
    /// <c>invalid_file_type</c>, <c>file_too_large</c>, <c>storage_rejected</c>, <c>upload_interrupted</c>, or another failure.
    /// </exception>
    public Task<MemicFile> SendAsync(FileToSend file, CancellationToken cancellationToken) => new FileUpload(_client, file).SendAsync(cancellationToken);

    /// <summary>Asks where a file stands (<c>GET /files/{id}/status</c>).</summary>
    /// <param name="id">The file's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MemicException"><c>file_not_found</c>, or another failure.</exception>
    public async Task<MemicFile> GetStatusAsync(string id, CancellationToken cancellationToken)
    {
        var path = $"files/{PathSegment.Of(id, nameof(id))}/status";
        var request = new ApiRequest<FileReply>(HttpMethod.Get, path, RateCategory.Status, MemicJson.Default.FileReply);
        return MemicFile.From((await _client.SendAsync(request, cancellationToken).ConfigureAwait(false))!, id);
    }

    /// <summary>Fetches one page of the list, of up to 100 files (<c>GET /files</c>).</summary>
    /// <param name="page">The page's number, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<FilePage> GetPageAsync(int page, CancellationToken cancellationToken)
    {
        var path = string.Format(CultureInfo.InvariantCulture, "files?page={0}&page_size={1}", page, PageSize);
        var request = new ApiRequest<FilePageReply>(HttpMethod.Get, path, RateCategory.List, MemicJson.Default.FilePageReply);
        return FilePage.From((await _client.SendAsync(request, cancellationToken).ConfigureAwait(false))!, page);
    }

    internal async Task<InitReply> InitAsync(FileToSend file, long size, string mimeType, CancellationToken cancellationToken)
    {
        Check(file.Name.Length is > 0 and <= MaximumName, "The file name", "1 to 500 characters long");
        Check(file.ReferenceId is null or { Length: <= MaximumReferenceId }, "The reference id", "up to 255 characters long");
        Check(MediaTypeHeaderValue.TryParse(mimeType, out _), "The MIME type", "of the form type/subtype");
        var metadata = file.Metadata is null ? default(JsonElement?) : JsonValues.ToElement(file.Metadata);
        var body = new InitRequest(file.Name, size, mimeType, file.ReferenceId, file.FolderId, metadata);
        var reply = await _client.SendAsync(
            new ApiRequest<InitReply>(HttpMethod.Post, "files/init", RateCategory.Ingestion, MemicJson.Default.InitReply)
            {
                Body = JsonSerializer.SerializeToUtf8Bytes(body, MemicJson.Default.InitRequest),
                Settle = async (_, token) =>
                {
                    await _client.Call.VerboseAsync(Texts.Orphan("/files/init"), token).ConfigureAwait(false);
                    return null;
                },
            },
            cancellationToken).ConfigureAwait(false);
        return reply is { FileId.Length: > 0, UploadUrl.Length: > 0 } ? reply : throw new MemicException(MemicErrorCodes.InvalidResponse, Texts.IdMissing);
    }

    internal async Task<MemicFile> ConfirmAsync(string id, CancellationToken cancellationToken)
    {
        var path = $"files/{PathSegment.Of(id, nameof(id))}/confirm";
        var reply = await _client.SendAsync(
            new ApiRequest<FileReply>(HttpMethod.Post, path, RateCategory.Ingestion, MemicJson.Default.FileReply)
            {
                IsUrgent = true,
                MayBeEmpty = true,
                Settle = async (_, token) =>
                {
                    await _client.Call.VerboseAsync(Texts.ReplyLost("/" + path), token).ConfigureAwait(false);
                    return await ConfirmedAsync(id, token).ConfigureAwait(false);
                },
                SettleRefusal = (_, token) => ConfirmedAsync(id, token),
            },
            cancellationToken).ConfigureAwait(false);
        return MemicFile.From(reply ?? new FileReply { Id = id, Status = "uploaded" }, id);
    }

    /// <summary>The file, if the service has already taken it on; <see langword="null"/> while it still waits for the confirmation.</summary>
    async Task<FileReply?> ConfirmedAsync(string id, CancellationToken cancellationToken)
    {
        // One attempt: the confirmation that this settles has its own schedule of repeats.
        var once = new MemicClient(_client.Connection, _client.Observer, new RetrySettings { MaximumRetryCount = 0 });
        var request = new ApiRequest<FileReply>(HttpMethod.Get, $"files/{PathSegment.Of(id, nameof(id))}/status", RateCategory.Status, MemicJson.Default.FileReply);
        var reply = (await once.SendAsync(request, cancellationToken).ConfigureAwait(false))!;
        return MemicFile.From(reply, id).IsUploading ? null : reply;
    }

    static void Check(bool holds, string name, string limits)
    {
        if (!holds)
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, Texts.OutOfRange(name, limits));
        }
    }
}
