using System.Globalization;

namespace Memic;

/// <summary>A passage that answers a question: a hit of a search, or a citation of an answer.</summary>
internal sealed record FoundPassage(string? FileId, string? FileName, string? ReferenceId, double? Score, string Text)
{
    public static FoundPassage From(MemicSearchHit hit) => new(NullIfEmpty(hit.FileId), NullIfEmpty(hit.FileName), NullIfEmpty(hit.ReferenceId), hit.Score, hit.Content);

    public static FoundPassage From(MemicCitation citation) => new(
        NullIfEmpty(citation.FileId), NullIfEmpty(citation.FileName), NullIfEmpty(PropertyOf(citation, "reference_id")), ScoreOf(citation), citation.Passage ?? string.Empty);

    private static double? ScoreOf(MemicCitation citation) =>
        double.TryParse(PropertyOf(citation, "score"), NumberStyles.Float, CultureInfo.InvariantCulture, out var score) ? score : null;

    private static string? PropertyOf(MemicCitation citation, string name) =>
        citation.Properties.TryGetValue(name, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
