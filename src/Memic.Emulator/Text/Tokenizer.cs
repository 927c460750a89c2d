using System.Text.RegularExpressions;

namespace Memic.Emulator;

internal static partial class Tokenizer
{
    private static readonly HashSet<string> StopWords = new(
        ["A", "AN", "AND", "ARE", "AT", "BY", "DO", "DOES", "FOR", "FROM", "HOW", "IN", "IS", "IT", "OF", "ON", "OR", "THE", "TO", "WAS", "WHAT", "WHEN", "WHERE", "WHICH", "WHO", "WHY", "WITH"],
        StringComparer.Ordinal);

    public static IEnumerable<string> GetWords(string text) =>
        WordPattern().Matches(text).Select(match => match.Value.ToUpperInvariant()).Where(word => !StopWords.Contains(word));

    [GeneratedRegex(@"\w+")]
    private static partial Regex WordPattern();
}
