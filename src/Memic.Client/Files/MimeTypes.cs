namespace Memic;

/// <summary>The MIME types of the documented file types (ingestion page).</summary>
internal static class MimeTypes
{
    private const string OfficePrefix = "application/vnd.openxmlformats-officedocument.";

    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = "application/pdf",
        [".txt"] = "text/plain",
        [".md"] = "text/markdown",
        [".docx"] = OfficePrefix + "wordprocessingml.document",
        [".pptx"] = OfficePrefix + "presentationml.presentation",
        [".xlsx"] = OfficePrefix + "spreadsheetml.sheet",
        [".html"] = "text/html",
        [".htm"] = "text/html",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".csv"] = "text/csv",
        [".json"] = "application/json",
    };

    /// <summary>The types, each once.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Values.Distinct()];

    public static string Of(string name) => Known.TryGetValue(Path.GetExtension(name), out var type) ? type : "application/octet-stream";
}
