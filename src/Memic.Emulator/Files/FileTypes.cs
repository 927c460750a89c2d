namespace Memic.Emulator;

internal static class FileTypes
{
    private static readonly HashSet<string> Accepted = new(StringComparer.OrdinalIgnoreCase)
    {
        ".pdf", ".txt", ".md", ".docx", ".pptx", ".xlsx", ".html", ".png", ".jpg",
    };

    public static bool IsAccepted(string name) => Accepted.Contains(Path.GetExtension(name));

    /// <summary>Gets whether text can be extracted when only the beginning of the file was kept.</summary>
    public static bool IsText(string name) => Path.GetExtension(name).ToUpperInvariant() is ".TXT" or ".MD" or ".HTML";

    public static string GetMimeType(string name) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".PDF" => "application/pdf",
        ".TXT" => "text/plain",
        ".MD" => "text/markdown",
        ".HTML" => "text/html",
        ".PNG" => "image/png",
        ".JPG" => "image/jpeg",
        ".DOCX" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".PPTX" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ".XLSX" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    };

    /// <summary>Gets the name without folders, for either kind of slash.</summary>
    public static string GetFileName(string name) => name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
}
