namespace Memic;

/// <summary>A file among the answers to a question, at the rank of its best passage.</summary>
internal sealed class RankedFile(int rank, FoundPassage best)
{
    private readonly List<string> _passages = [best.Text];

    /// <summary>Gets the position among the files, from 1.</summary>
    public int Rank { get; } = rank;

    public string? FileId { get; } = best.FileId;

    public string? FileName { get; } = best.FileName;

    /// <summary>Gets or sets the reference id, which not every answer contains.</summary>
    public string? ReferenceId { get; set; } = best.ReferenceId;

    /// <summary>Gets the score of the best passage.</summary>
    public double? Score { get; } = best.Score;

    /// <summary>Makes the files of passages that come best first; each file counts once.</summary>
    public static IReadOnlyList<RankedFile> From(IEnumerable<FoundPassage> passages)
    {
        var files = new List<RankedFile>();
        var byKey = new Dictionary<string, RankedFile>(StringComparer.Ordinal);
        foreach (var passage in passages)
        {
            var key = passage.FileId ?? passage.ReferenceId ?? passage.FileName;
            if (key is not null && byKey.TryGetValue(key, out var known))
            {
                known._passages.Add(passage.Text);
                continue;
            }

            var file = new RankedFile(files.Count + 1, passage);
            files.Add(file);
            if (key is not null)
            {
                byKey.Add(key, file);
            }
        }

        return files;
    }

    /// <summary>Returns whether a passage contains a text, whatever its case and white space.</summary>
    public bool Contains(string text) => _passages.Any(passage => Fold(passage).IndexOf(Fold(text), StringComparison.OrdinalIgnoreCase) >= 0);

    /// <inheritdoc/>
    public override string ToString() => ReferenceId ?? FileName ?? FileId ?? string.Empty;

    // A passage is broken into lines where the page was.
    private static string Fold(string text) => string.Join(" ", text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
