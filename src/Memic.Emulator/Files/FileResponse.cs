using System.Globalization;

namespace Memic.Emulator;

/// <summary>The two representations of a file: on its own with its error message, and in a list with its environment and folder.</summary>
internal static class FileResponse
{
    private const int Dimension = 1536;

    public static object Create(EmulatorState emulator, StoredFile file)
    {
        var state = emulator.Files.GetState(file);
        var chunks = GetChunkCount(file, state);
        return new
        {
            file.Id,
            file.Name,
            OriginalFilename = file.Name,
            file.Size,
            file.MimeType,
            file.Scope.ProjectId,
            Status = state.GetStatusWord(emulator.Options.StatusVocabulary),
            file.ReferenceId,
            state.ErrorMessage,
            TotalChunks = chunks,
            TotalEmbeddings = chunks,
            CreatedAt = file.CreatedAt.UtcDateTime,
            UpdatedAt = state.UpdatedAt.UtcDateTime,
            FileMetadata = file.Metadata,
        };
    }

    public static object CreateListItem(EmulatorState emulator, StoredFile file)
    {
        var state = emulator.Files.GetState(file);
        var chunks = GetChunkCount(file, state);
        return new
        {
            file.Id,
            file.Name,
            OriginalFilename = file.Name,
            file.Size,
            file.MimeType,
            Status = state.GetStatusWord(emulator.Options.StatusVocabulary),
            TotalChunks = chunks,
            CreatedAt = file.CreatedAt.UtcDateTime,
            UpdatedAt = state.UpdatedAt.UtcDateTime,
            TotalEmbeddings = chunks,
            EmbeddingDimension = chunks > 0 ? Dimension : (int?)null,
            file.ReferenceId,
            file.Scope.EnvironmentId,
            EnvironmentSlug = file.Scope.Environment,
            file.FolderId,
            file.FolderName,
            FileMetadata = file.Metadata,
            EstimatedRemainingTimeSeconds = state.Remaining?.TotalSeconds,
            EstimatedRemainingTimeDisplay = state.Remaining is { } left
                ? string.Create(CultureInfo.InvariantCulture, $"~{Math.Ceiling(left.TotalSeconds)}s")
                : null,
        };
    }

    private static int GetChunkCount(StoredFile file, FileState state) =>
        file.TotalChunksOverride ?? (state.IsReady ? file.Text.Chunks.Count : 0);
}
