using System.Globalization;

namespace Memic.Emulator;

/// <summary>The two ways in which a file is shown: alone with its failure, or in a list with its surroundings.</summary>
internal static class FileView
{
    private const int Dimension = 1536;

    public static object Full(EmulatorState emulator, StoredFile file)
    {
        var state = emulator.Files.StateOf(file);
        var chunks = ChunksOf(file, state);
        return new
        {
            file.Id,
            file.Name,
            OriginalFilename = file.Name,
            file.Size,
            file.MimeType,
            file.Scope.ProjectId,
            Status = state.Word(emulator.Options.StatusVocabulary),
            file.ReferenceId,
            state.ErrorMessage,
            TotalChunks = chunks,
            TotalEmbeddings = chunks,
            CreatedAt = file.CreatedAt.UtcDateTime,
            UpdatedAt = state.UpdatedAt.UtcDateTime,
            FileMetadata = file.Metadata,
        };
    }

    public static object Listed(EmulatorState emulator, StoredFile file)
    {
        var state = emulator.Files.StateOf(file);
        var chunks = ChunksOf(file, state);
        return new
        {
            file.Id,
            file.Name,
            OriginalFilename = file.Name,
            file.Size,
            file.MimeType,
            Status = state.Word(emulator.Options.StatusVocabulary),
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

    private static int ChunksOf(StoredFile file, FileState state) =>
        file.FixedChunks ?? (state.IsReady ? file.Text.Chunks.Count : 0);
}
