namespace Memic.Emulator;

internal static class UploadEndpoints
{
    public static ApiResponse Init(ApiContext call)
    {
        var options = call.State.Options;
        var body = call.ReadBody();
        var name = body.GetString("filename", 1, 500);
        var size = body.GetInteger("size", 1, long.MaxValue);
        var mimeType = body.GetString("mime_type");
        var reference = body.GetOptionalString("reference_id", 255);
        var metadata = body.GetObject("metadata");
        var folder = body.GetGuid("folder_id");
        // The key decides which environment is meant, so what is said here is only checked for its shape.
        body.GetOptionalString("environment_slug");
        body.ThrowIfInvalid();

        if (!FileTypes.IsAccepted(name))
        {
            throw new ApiException(400, ErrorCodes.InvalidFileType, $"Unsupported file type: '{Path.GetExtension(name)}'");
        }

        if (size > options.MaxFileSize)
        {
            throw new ApiException(413, ErrorCodes.FileTooLarge, $"File exceeds the limit of {options.MaxFileSize} bytes");
        }

        var now = call.State.UtcNow;
        var file = call.State.Files.Add(new StoredFile
        {
            Id = Guid.NewGuid(),
            Scope = call.Scope,
            Name = name,
            Size = size,
            MimeType = mimeType,
            ReferenceId = reference,
            Metadata = metadata?.DeepClone().AsObject() ?? [],
            FolderId = folder ?? call.Scope.DefaultFolderId,
            FolderName = folder is null ? "Default" : $"Folder {folder.Value.ToString()[..8]}",
            CreatedAt = now,
            ChangedAt = now,
            Sequence = call.State.Files.NextSequence(),
        });
        return new ApiResponse(StatusCodes.Status201Created, new
        {
            FileId = file.Id,
            UploadUrl = new PresignedUrls(call.State).Sign(file),
            ExpiresIn = (int)options.UrlLifetime.TotalSeconds,
        });
    }

    public static ApiResponse Confirm(ApiContext call)
    {
        var file = call.GetRequiredFile();
        call.State.Files.Change(file, () =>
        {
            if (file.ConfirmedAt is not null || file.StatusOverride is not (null or FileLifecycle.Uploading))
            {
                throw new ApiException(400, "file_not_uploading", "The file is not waiting for its upload to be confirmed");
            }

            if (file.Content is not { } content)
            {
                throw Refuse(file, "upload_not_found", "Nothing was uploaded for this file");
            }

            if (content.Size != file.Size)
            {
                throw Refuse(file, "upload_size_mismatch", $"{file.Size} bytes were announced, {content.Size} arrived");
            }

            file.StatusOverride = null;
            file.ConfirmedAt = call.State.UtcNow;
            file.ProcessingTime = call.State.Options.ProcessingTime;
        });
        return ApiResponse.Ok(FileResponse.Create(call.State, file));
    }

    private static ApiException Refuse(StoredFile file, string code, string detail)
    {
        file.StatusOverride = FileLifecycle.UploadFailed;
        file.ErrorMessage = detail;
        return new ApiException(400, code, detail);
    }
}
