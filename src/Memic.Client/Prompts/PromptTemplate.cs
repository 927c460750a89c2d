using System.Text.RegularExpressions;

namespace Memic;

/// <summary>A text with placeholders. They are replaced in one pass: what a value contains is never expanded again.</summary>
public sealed class PromptTemplate(string body)
{
    private static readonly Regex Placeholder = new(@"\{\{\s*(\w+)\s*\}\}", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    /// <summary>Gets the names of the placeholders, each once, in the order of the text.</summary>
    public IReadOnlyList<string> Variables { get; } =
        [.. Placeholder.Matches(body).Cast<Match>().Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal)];

    /// <summary>Returns the text with values; a placeholder without a value stays as it is.</summary>
    /// <param name="values">Values by name.</param>
    public string Fill(IReadOnlyDictionary<string, string> values) =>
        Placeholder.Replace(body, match => values.TryGetValue(match.Groups[1].Value, out var value) ? value : match.Value);
}
