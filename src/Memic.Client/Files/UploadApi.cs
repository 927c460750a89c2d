namespace Memic;

/// <summary>The two calls of the API around an upload: init and confirm.</summary>
internal sealed class UploadApi(ApiClient api)
{
    private const int MaximumReferenceId = 255;
    private const int MaximumName = 500;

    // Words for a record that waits for its content or its confirmation. "pending" can mean either that or "queued" (guide).
    private static readonly string[] Unconfirmed = ["uploading", "upload_failed"];
    private const string MaybeUnconfirmed = "pending";

    private readonly ApiClient _once = api.WithoutRetries();

    /// <summary>Creates a record and the address to put its content to (<c>POST /files/init</c>).</summary>
    public async Task<InitResponse> InitAsync(FileUploadRequest file, long size, string mimeType, CancellationToken cancellationToken)
    {
        var body = new InitRequest(file.Name, size, mimeType, file.ReferenceId, file.FolderId, file.MetadataJson);
        var request = new ApiRequest<InitResponse>(HttpMethod.Post, "files/init", RateCategory.Ingestion, InitResponse.Parse)
        {
            Operation = "files.init",
            Subject = file.Name,
            Label = file.Name,
            Body = body.ToJson(),
            RecoverAsync = async (failure, token) =>
            {
                if (failure.IsOutcomeUnknown)
                {
                    await api.Diagnostics.VerboseAsync(Messages.Orphan(file.Name, failure), token).ConfigureAwait(false);
                }

                return null;
            },
        };
        var response = await api.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response is { FileId.Length: > 0 and <= UriPath.MaximumLength, UploadUrl.Length: > 0 } ? response : throw new MemicException(MemicErrorCodes.InvalidResponse, Messages.InitIncomplete).About(file.Name);
    }

    /// <summary>Confirms that the content is there (<c>POST /files/{id}/confirm</c>). A confirmation whose response was lost, or cannot be read, is settled by the status.</summary>
    public async Task<MemicFile> ConfirmAsync(string id, string name, CancellationToken cancellationToken)
    {
        var path = $"files/{UriPath.Escape(id, nameof(id))}/confirm";
        var request = new ApiRequest<FileResponse>(HttpMethod.Post, path, RateCategory.Ingestion, FileResponse.Parse)
        {
            Operation = "files.confirm",
            NamesItem = true,
            Subject = name,
            Label = name,
            IsUrgent = true,
            MayBeEmpty = true,
            RecoverAsync = (failure, token) => RecoverConfirmAsync(id, name, failure, token),
        };
        var response = await api.SendAsync(request, cancellationToken).ConfigureAwait(false) ?? new FileResponse();
        return MemicFile.From(response.Status is null ? response with { Status = "uploaded" } : response, id);
    }

    public static void Check(FileUploadRequest file)
    {
        Validate.That(file.Name.Length is > 0 and <= MaximumName, "The file name", "1 to 500 characters long");
        Validate.That(file.ReferenceId is null or { Length: <= MaximumReferenceId }, "The reference id", "up to 255 characters long");
    }

    /// <summary>The file, if the service has taken the confirmation; <see langword="null"/> if it has to be confirmed (again).</summary>
    private async Task<FileResponse?> RecoverConfirmAsync(string id, string name, MemicException failure, CancellationToken cancellationToken)
    {
        await api.Diagnostics.VerboseAsync(Messages.ConfirmUnknown(name, failure), cancellationToken).ConfigureAwait(false);

        // One attempt: the confirmation that this settles has its own schedule of retries.
        var response = (await _once.SendAsync(FileApi.StatusRequest(id, name), cancellationToken).ConfigureAwait(false))!;
        var status = MemicFile.From(response, id).Status;

        // A service that refuses the second confirmation of a pending file has taken the first; otherwise a second one does no harm.
        var isUnconfirmed = Unconfirmed.Contains(status, StringComparer.OrdinalIgnoreCase)
            || (failure.IsTransient && status.Equals(MaybeUnconfirmed, StringComparison.OrdinalIgnoreCase));
        return isUnconfirmed ? null : response;
    }
}
