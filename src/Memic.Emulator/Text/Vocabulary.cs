using System.Text.RegularExpressions;

namespace Memic.Emulator;

internal static partial class Vocabulary
{
    // Words that say nothing about what a question is about.
    private static readonly HashSet<string> Ignored = new(
        ["A", "AN", "AND", "ARE", "AT", "BY", "DO", "DOES", "FOR", "FROM", "HOW", "IN", "IS", "IT", "OF", "ON", "OR", "THE", "TO", "WAS", "WHAT", "WHEN", "WHERE", "WHICH", "WHO", "WHY", "WITH"],
        StringComparer.Ordinal);

    public static IEnumerable<string> WordsOf(string text) =>
        Word().Matches(text).Select(match => match.Value.ToUpperInvariant()).Where(word => !Ignored.Contains(word));

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
