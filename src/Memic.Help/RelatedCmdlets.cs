namespace Memic.Help;

/// <summary>Links each cmdlet to those with the same noun and those that its help mentions.</summary>
internal static class RelatedCmdlets
{
    public static IReadOnlyList<CmdletHelp> Link(IReadOnlyList<CmdletHelp> cmdlets) =>
    [
        .. cmdlets.Select(cmdlet => cmdlet with
        {
            Links = [.. cmdlets.Where(other => other != cmdlet && (other.Noun == cmdlet.Noun || Mentions(cmdlet, other.Name))).Select(other => other.Name)],
        }),
    ];

    private static bool Mentions(CmdletHelp cmdlet, string name) => GetTexts(cmdlet)
        .SelectMany(text => text.Split([' ', ',', '.', ';', ':', '(', ')', '|']))
        .Contains(name, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> GetTexts(CmdletHelp cmdlet) =>
    [
        .. cmdlet.Description,
        .. cmdlet.Parameters.SelectMany(parameter => parameter.Description),
        .. cmdlet.Examples.Select(example => example.Code),
    ];
}
