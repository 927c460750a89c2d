using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Memic.Help;

/// <summary>The XML documentation of the cmdlets. It keeps a list of what is not documented.</summary>
internal sealed partial class XmlComments(string path)
{
    private readonly Dictionary<string, XElement> members = XDocument.Load(path).Descendants("member")
        .ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal);

    private readonly List<string> missing = [];

    /// <summary>One sentence for each thing that is not documented.</summary>
    public IReadOnlyList<string> Missing => missing;

    /// <summary>The paragraphs of the summary.</summary>
    public IReadOnlyList<string> Summary(MemberInfo member, string title) => Required(Paragraphs(Find(member)?.Element("summary")), $"{title} has no <summary>.");

    /// <summary>The paragraphs of the remarks, if there are any.</summary>
    public IReadOnlyList<string> Remarks(Type cmdlet) => Paragraphs(Find(cmdlet)?.Element("remarks"));

    public IReadOnlyList<ExampleHelp> Examples(Type cmdlet, string title) => Required(
        [.. (Find(cmdlet)?.Elements("example") ?? []).Select(example => new ExampleHelp(
            string.Concat(example.Elements("code").Select(code => code.Value.Trim())),
            string.Join(' ', example.Elements("para").Select(Text))))],
        $"{title} has no <example>.");

    private List<T> Required<T>(List<T> found, string complaint)
    {
        if (found.Count == 0)
        {
            missing.Add(complaint);
        }

        return found;
    }

    private XElement? Find(MemberInfo member) =>
        members.GetValueOrDefault(member is Type type ? $"T:{type.FullName}" : $"P:{member.DeclaringType!.FullName}.{member.Name}");

    /// <summary>A para element, or a line that ends a sentence, ends a paragraph.</summary>
    private static List<string> Paragraphs(XElement? element)
    {
        if (element is null)
        {
            return [];
        }

        var parts = element.Elements("para").Any() ? element.Elements("para").Select(Text) : EndOfParagraph().Split(Raw(element)).Select(Flat);
        return [.. parts.Where(part => part.Length > 0)];
    }

    private static string Text(XElement element) => Flat(Raw(element));

    private static string Raw(XElement element) => string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { IsEmpty: true } see => Referred(see),
        XElement other => Raw(other),
        _ => string.Empty,
    }));

    private static string Referred(XElement see) =>
        (string?)see.Attribute("langword") ?? (string?)see.Attribute("name") ?? (string?)see.Attribute("href")
        ?? ((string?)see.Attribute("cref"))?.Split('.', ':')[^1] ?? string.Empty;

    private static string Flat(string text) => Space().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"(?<=\.)[ \t]*\r?\n")]
    private static partial Regex EndOfParagraph();
}
