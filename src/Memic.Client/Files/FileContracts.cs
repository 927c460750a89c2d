using System.Text.Json;
using static Memic.JsonValueReader;

namespace Memic;

/// <summary>Body of <c>POST /files/init</c>.</summary>
internal sealed record InitRequest(string Filename, long Size, string MimeType, string? ReferenceId, string? FolderId, JsonElement? Metadata)
{
    public byte[] ToJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("filename", Filename);
            writer.WriteNumber("size", Size);
            writer.WriteString("mime_type", MimeType);
            WriteIfGiven(writer, "reference_id", ReferenceId);
            WriteIfGiven(writer, "folder_id", FolderId);
            if (Metadata is { } metadata)
            {
                writer.WritePropertyName("metadata");
                metadata.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteIfGiven(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}

/// <summary>Response of <c>POST /files/init</c>.</summary>
internal sealed record InitResponse
{
    public string? FileId { get; private set; }

    public string? UploadUrl { get; private set; }

    public long? ExpiresIn { get; private set; }

    public static InitResponse? Parse(byte[] body) => JsonObjectReader.Parse<InitResponse>(body, ReadProperty);

    private static void ReadProperty(InitResponse init, string name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "file_id": init.FileId = ReadText(ref reader); break;
            case "upload_url": init.UploadUrl = ReadText(ref reader); break;
            case "expires_in": init.ExpiresIn = ReadInt64(ref reader); break;
            default: reader.Skip(); break;
        }
    }
}

/// <summary>Response of <c>GET /files</c>, in both documented shapes.</summary>
internal sealed record FilePageResponse
{
    public IReadOnlyList<FileResponse?>? Items { get; private set; }

    public long? Total { get; private set; }

    public long? PageSize { get; private set; }

    public long? TotalPages { get; private set; }

    public bool? HasMore { get; private set; }

    public static FilePageResponse? Parse(byte[] body) => JsonObjectReader.Parse<FilePageResponse>(body, ReadProperty);

    private static void ReadProperty(FilePageResponse page, string name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "items": page.Items = JsonObjectReader.ReadArray<FileResponse>(ref reader, FileResponse.ReadProperty); break;
            case "total": page.Total = ReadInt64(ref reader); break;
            case "page_size": page.PageSize = ReadInt64(ref reader); break;
            case "total_pages": page.TotalPages = ReadInt64(ref reader); break;
            case "has_more": page.HasMore = ReadBoolean(ref reader); break;
            default: reader.Skip(); break;
        }
    }
}

/// <summary>A file as any endpoint describes it; only id and status are certain to be there.</summary>
internal sealed record FileResponse
{
    public string? Id { get; set; }

    public string? FileId { get; set; }

    public string? Name { get; set; }

    public string? OriginalFilename { get; set; }

    public long? Size { get; set; }

    public string? MimeType { get; set; }

    public string? Status { get; set; }

    public string? ReferenceId { get; set; }

    public string? ErrorMessage { get; set; }

    public long? TotalChunks { get; set; }

    public long? TotalEmbeddings { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? UpdatedAt { get; set; }

    public string? FolderId { get; set; }

    public string? FolderName { get; set; }

    public string? EnvironmentId { get; set; }

    public string? EnvironmentSlug { get; set; }

    public string? ProjectId { get; set; }

    public JsonElement? FileMetadata { get; set; }

    public JsonElement? Metadata { get; set; }

    public double? EstimatedRemainingTimeSeconds { get; set; }

    public static FileResponse? Parse(byte[] body) => JsonObjectReader.Parse<FileResponse>(body, ReadProperty);

    public static void ReadProperty(FileResponse file, string name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "id": file.Id = ReadText(ref reader); break;
            case "file_id": file.FileId = ReadText(ref reader); break;
            case "name": file.Name = ReadText(ref reader); break;
            case "original_filename": file.OriginalFilename = ReadText(ref reader); break;
            case "size": file.Size = ReadInt64(ref reader); break;
            case "mime_type": file.MimeType = ReadText(ref reader); break;
            case "status": file.Status = ReadText(ref reader); break;
            case "reference_id": file.ReferenceId = ReadText(ref reader); break;
            case "error_message": file.ErrorMessage = ReadText(ref reader); break;
            case "total_chunks": file.TotalChunks = ReadInt64(ref reader); break;
            case "total_embeddings": file.TotalEmbeddings = ReadInt64(ref reader); break;
            case "created_at": file.CreatedAt = ReadDate(ref reader); break;
            case "updated_at": file.UpdatedAt = ReadDate(ref reader); break;
            case "folder_id": file.FolderId = ReadText(ref reader); break;
            case "folder_name": file.FolderName = ReadText(ref reader); break;
            case "environment_id": file.EnvironmentId = ReadText(ref reader); break;
            case "environment_slug": file.EnvironmentSlug = ReadText(ref reader); break;
            case "project_id": file.ProjectId = ReadText(ref reader); break;
            case "file_metadata": file.FileMetadata = ReadElement(ref reader); break;
            case "metadata": file.Metadata = ReadElement(ref reader); break;
            case "estimated_remaining_time_seconds": file.EstimatedRemainingTimeSeconds = ReadDouble(ref reader); break;
            default: reader.Skip(); break;
        }
    }
}
