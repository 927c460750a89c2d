namespace Memic.Help;

/// <summary>Links each cmdlet to those of the same noun and to those that its own text mentions.</summary>
internal static class RelatedCmdlets
{
    public static IReadOnlyList<CmdletHelp> Link(IReadOnlyList<CmdletHelp> cmdlets) =>
    [
        .. cmdlets.Select(cmdlet => cmdlet with
        {
            Links = [.. cmdlets.Where(other => other != cmdlet && (other.Noun == cmdlet.Noun || Mentions(cmdlet, other.Name))).Select(other => other.Name)],
        }),
    ];

    private static bool Mentions(CmdletHelp cmdlet, string name) => Texts(cmdlet)
        .SelectMany(text => text.Split([' ', ',', '.', ';', ':', '(', ')', '|']))
        .Contains(name, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Texts(CmdletHelp cmdlet) =>
    [
        .. cmdlet.Description,
        .. cmdlet.Parameters.SelectMany(parameter => parameter.Description),
        .. cmdlet.Examples.Select(example => example.Code),
    ];
}
