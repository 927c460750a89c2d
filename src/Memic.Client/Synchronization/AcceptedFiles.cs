namespace Memic;

/// <summary>
/// What the service is documented to take. Other types are sent only where a pattern names them: the list of types may have grown,
/// and a folder must not cost a request for each file that is refused, each night.
/// </summary>
internal static class AcceptedFiles
{
    // 100 MB: whether of 1,000 or of 1,024 is not said, so that the service decides in between.
    private const long MaximumSize = 100L * 1024 * 1024;

    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".pdf", ".txt", ".md", ".docx", ".pptx", ".xlsx", ".html", ".png", ".jpg",
    };

    /// <summary>Why the service would refuse a file; <see langword="null"/> if it would not.</summary>
    public static MemicException? RefusalOf(FolderEntry file) =>
        !file.IsTypeNamed && !Extensions.Contains(Path.GetExtension(file.Path)) ? new(MemicErrorCodes.InvalidFileType, SyncMessages.TypeRefused(file.Path))
        : file.Size == 0 ? new(MemicErrorCodes.FileEmpty, SyncMessages.Empty(file.Path))
        : file.Size > MaximumSize ? new(MemicErrorCodes.FileTooLarge, SyncMessages.TooLarge(file.Path))
        : null;
}
