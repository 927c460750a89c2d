using System.Globalization;

namespace Memic;

/// <summary>The API of files: uploads, status, lists, deletion.</summary>
public sealed class FileApi
{
    /// <summary>The number of files on a page of the list: the most that the service allows.</summary>
    internal const int PageSize = 100;

    private readonly ApiClient _api;
    private readonly MemicConnection _connection;

    internal FileApi(ApiClient api, MemicConnection connection) => (_api, _connection) = (api, connection);

    /// <summary>Uploads a file: init, PUT to storage, confirm. The service processes it when the task completes.</summary>
    /// <param name="file">The file and what to tell the service of it.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="MemicException">
    /// <c>path_not_found</c>, <c>not_a_file</c>, <c>file_empty</c>, <c>file_unreadable</c>, <c>file_changed</c>, <c>invalid_input</c>,
    /// <c>invalid_file_type</c>, <c>file_too_large</c>, <c>storage_rejected</c>, <c>upload_interrupted</c>, or another error.
    /// </exception>
    public async Task<MemicFile> UploadAsync(FileUploadRequest file, CancellationToken cancellationToken)
    {
        var uploader = new FileUploader(new UploadApi(_api), _connection.Storage, _api, _connection.Time);
        return Remember(await uploader.UploadAsync(file, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Gets the processing status of a file (<c>GET /files/{id}/status</c>).</summary>
    /// <param name="id">The id of the file.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="MemicException"><c>file_not_found</c>, or another error.</exception>
    public async Task<MemicFile> GetStatusAsync(string id, CancellationToken cancellationToken) =>
        Remember(MemicFile.From((await _api.SendAsync(StatusRequest(id, id), cancellationToken).ConfigureAwait(false))!, id));

    /// <summary>Gets one page of the list, of up to 100 files (<c>GET /files</c>).</summary>
    /// <param name="page">The number of the page, from 1.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="MemicException"><c>invalid_response</c>: the response is no list of files; or another error.</exception>
    public async Task<FilePage> GetPageAsync(int page, CancellationToken cancellationToken)
    {
        var path = string.Format(CultureInfo.InvariantCulture, "files?page={0}&page_size={1}", page, PageSize);
        var request = new ApiRequest<FilePageResponse>(HttpMethod.Get, path, RateCategory.List, FilePageResponse.Parse)
        {
            Operation = "files.list",
            Subject = _connection.Name,
            Validate = response => ProblemOf(response, page),
        };
        return FilePage.From((await _api.SendAsync(request, cancellationToken).ConfigureAwait(false))!, page, Remember);
    }

    /// <summary>Deletes a file (<c>DELETE /files/{id}</c>). One that is gone after a lost response counts as deleted.</summary>
    /// <param name="id">The id of the file.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="MemicException"><c>file_not_found</c>, or another error.</exception>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var request = new ApiRequest<FileResponse>(HttpMethod.Delete, "files/" + UriPath.Escape(id, nameof(id)), RateCategory.Unlimited, parse: null)
        {
            Operation = "files.delete",
            NamesItem = true,
            Subject = id,
            RecoverAsync = (failure, _) => Task.FromResult(failure.StatusCode == 404 ? new FileResponse { Id = id } : null),
        };
        await _api.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    internal static ApiRequest<FileResponse> StatusRequest(string id, string subject) =>
        new(HttpMethod.Get, $"files/{UriPath.Escape(id, nameof(id))}/status", RateCategory.Status, FileResponse.Parse)
        {
            Operation = "files.status",
            NamesItem = true,
            Subject = subject,
            Validate = static response => string.IsNullOrEmpty(response.Status) ? Messages.FileIncomplete : null,
        };

    /// <summary>
    /// A list that hides its files would be taken for none at all, and everything be sent again. A later page may be empty: its files may have gone
    /// meanwhile.
    /// </summary>
    private static string? ProblemOf(FilePageResponse response, int page) =>
        response.Items is not { } items ? Messages.ListMissing
        : items.Any(item => item is { } file && !IsComplete(file)) ? Messages.FileIncomplete
        : items.Count == 0 && page == 1 && (response.HasMore == true || response.Total > 0) ? Messages.ListContradictsItself
        : null;

    private static bool IsComplete(FileResponse file) => !string.IsNullOrEmpty(file.Id ?? file.FileId) && !string.IsNullOrEmpty(file.Status);

    private MemicFile Remember(MemicFile file)
    {
        _connection.RecentFiles.Remember(file.Id, file.ToString());
        if (file.FolderId is { Length: > 0 } folder)
        {
            _connection.RecentFolders.Remember(folder, file.FolderName ?? folder);
        }

        return file with { ConnectionName = _connection.Name, EnvironmentId = _connection.Context?.EnvironmentId ?? file.EnvironmentId };
    }
}
