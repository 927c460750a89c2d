namespace Memic.Emulator;

internal static class UploadEndpoints
{
    public static ApiReply Init(ApiCall call)
    {
        var options = call.State.Options;
        var body = call.ReadBody();
        var name = body.Text("filename", 1, 500);
        var size = body.Integer("size", 1, long.MaxValue);
        var mimeType = body.Text("mime_type");
        var reference = body.OptionalText("reference_id", 255);
        var metadata = body.Object("metadata");
        var folder = body.Id("folder_id");
        // The key decides which environment is meant, so what is said here is only checked for its shape.
        body.OptionalText("environment_slug");
        body.ThrowIfWrong();

        if (!FileTypes.IsAccepted(name))
        {
            throw new ApiException(400, ErrorCodes.InvalidFileType, $"Unsupported file type: '{Path.GetExtension(name)}'");
        }

        if (size > options.MaxFileSize)
        {
            throw new ApiException(413, ErrorCodes.FileTooLarge, $"File exceeds the limit of {options.MaxFileSize} bytes");
        }

        var now = call.State.Now;
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
            Order = call.State.Files.NextOrder(),
        });
        return new ApiReply(StatusCodes.Status201Created, new
        {
            FileId = file.Id,
            UploadUrl = new UploadUrls(call.State).Sign(file),
            ExpiresIn = (int)options.UrlLifetime.TotalSeconds,
        });
    }

    public static ApiReply Confirm(ApiCall call)
    {
        var file = call.RequireFile();
        call.State.Files.Change(file, () =>
        {
            if (file.ConfirmedAt is not null || file.FixedStatus is not (null or FileLifecycle.Uploading))
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

            file.FixedStatus = null;
            file.ConfirmedAt = call.State.Now;
            file.ProcessingTime = call.State.Options.ProcessingTime;
        });
        return ApiReply.Ok(FileView.Full(call.State, file));
    }

    private static ApiException Refuse(StoredFile file, string code, string detail)
    {
        file.FixedStatus = FileLifecycle.UploadFailed;
        file.ErrorMessage = detail;
        return new ApiException(400, code, detail);
    }
}
