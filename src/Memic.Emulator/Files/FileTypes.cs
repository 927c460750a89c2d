namespace Memic.Emulator;

internal static class FileTypes
{
    private static readonly HashSet<string> Accepted = new(StringComparer.OrdinalIgnoreCase)
    {
        ".pdf", ".txt", ".md", ".docx", ".pptx", ".xlsx", ".html", ".png", ".jpg",
    };

    public static bool IsAccepted(string name) => Accepted.Contains(Path.GetExtension(name));

    /// <summary>Types that still make sense when only their beginning was kept.</summary>
    public static bool IsText(string name) => Path.GetExtension(name).ToUpperInvariant() is ".TXT" or ".MD" or ".HTML";

    public static string MimeTypeOf(string name) => Path.GetExtension(name).ToUpperInvariant() switch
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

    /// <summary>The name without any folders, whichever slash they were written with.</summary>
    public static string LeafName(string name) => name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
}
