using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Memic.Help;

/// <summary>Reads the XML documentation of the cmdlets, and collects what is not documented.</summary>
internal sealed partial class XmlComments(string path)
{
    private readonly Dictionary<string, XElement> _members = XDocument.Load(path).Descendants("member")
        .ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal);

    private readonly List<string> _missing = [];

    /// <summary>Gets a message for each item that is not documented.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>Gets the paragraphs of the summary.</summary>
    public IReadOnlyList<string> GetSummary(MemberInfo member, string title) => Require(GetParagraphs(Find(member)?.Element("summary")), $"{title} has no <summary>.");

    /// <summary>Gets the paragraphs of the remarks, if there are any.</summary>
    public IReadOnlyList<string> GetRemarks(Type cmdlet) => GetParagraphs(Find(cmdlet)?.Element("remarks"));

    public IReadOnlyList<ExampleHelp> GetExamples(Type cmdlet, string title) => Require(
        [.. (Find(cmdlet)?.Elements("example") ?? []).Select(example => new ExampleHelp(
            string.Concat(example.Elements("code").Select(code => string.Join('\n', code.Value.Trim().Split('\n').Select(line => line.Trim())))),
            string.Join(' ', example.Elements("para").Select(GetText))))],
        $"{title} has no <example>.");

    private List<T> Require<T>(List<T> found, string message)
    {
        if (found.Count == 0)
        {
            _missing.Add(message);
        }

        return found;
    }

    private XElement? Find(MemberInfo member) =>
        _members.GetValueOrDefault(member is Type type ? $"T:{type.FullName}" : $"P:{member.DeclaringType!.FullName}.{member.Name}");

    /// <summary>Splits at para elements, or at lines that end a sentence.</summary>
    private static List<string> GetParagraphs(XElement? element)
    {
        if (element is null)
        {
            return [];
        }

        var parts = element.Elements("para").Any() ? element.Elements("para").Select(GetText) : ParagraphEndPattern().Split(GetRawText(element)).Select(CollapseSpace);
        return [.. parts.Where(part => part.Length > 0)];
    }

    private static string GetText(XElement element) => CollapseSpace(GetRawText(element));

    private static string GetRawText(XElement element) => string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { IsEmpty: true } see => GetReference(see),
        XElement other => GetRawText(other),
        _ => string.Empty,
    }));

    private static string GetReference(XElement see) =>
        (string?)see.Attribute("langword") ?? (string?)see.Attribute("name") ?? (string?)see.Attribute("href")
        ?? ((string?)see.Attribute("cref"))?.Split('.', ':')[^1] ?? string.Empty;

    private static string CollapseSpace(string text) => SpacePattern().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex SpacePattern();

    [GeneratedRegex(@"(?<=\.)[ \t]*\r?\n")]
    private static partial Regex ParagraphEndPattern();
}
