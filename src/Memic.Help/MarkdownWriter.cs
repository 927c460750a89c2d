using System.Text;

namespace Memic.Help;

/// <summary>Writes the help of a cmdlet as a page to be read in a browser.</summary>
internal static class MarkdownWriter
{
    public static string Write(CmdletHelp cmdlet)
    {
        var page = new StringBuilder().AppendLf($"# {cmdlet.Name}").AppendLf().AppendLf(Escape(cmdlet.Synopsis)).AppendLf().AppendLf("## Syntax");
        foreach (var set in cmdlet.Sets)
        {
            page.AppendLf().AppendLf("```powershell").AppendLf(CreateSyntax(cmdlet, set)).AppendLf("```");
        }

        page.AppendLf().AppendLf("## Description").AppendParagraphs(cmdlet.Description).AppendLf().AppendLf("## Examples");
        foreach (var (index, example) in cmdlet.Examples.Index())
        {
            page.AppendLf().AppendLf($"### Example {index + 1}").AppendLf().AppendLf("```powershell").AppendLf(example.Code).AppendLf("```").AppendParagraphs([example.Remarks]);
        }

        page.AppendLf().AppendLf("## Parameters");
        foreach (var parameter in cmdlet.Parameters)
        {
            page.AppendLf().AppendLf($"### -{parameter.Name}").AppendParagraphs(parameter.Description).AppendLf().AppendFacts(parameter);
        }

        page.AppendLf().AppendLf("## Inputs").AppendList(cmdlet.Inputs);
        page.AppendLf().AppendLf("## Outputs").AppendList(cmdlet.Outputs.Select(output => output.Description.Length == 0 ? output.TypeName : $"{output.TypeName}. {output.Description}"));
        if (cmdlet.Links.Count > 0)
        {
            page.AppendLf().AppendLf("## Related links").AppendLf();
            cmdlet.Links.ToList().ForEach(link => page.AppendLf($"- [{link}]({link}.md)"));
        }

        return page.ToString();
    }

    private static string CreateSyntax(CmdletHelp cmdlet, string set)
    {
        var parts = cmdlet.Parameters
            .Select(parameter => (parameter, binding: parameter.GetBinding(set)))
            .Where(pair => pair.binding is not null)
            .Select(pair => CreateSyntax(pair.parameter, pair.binding!));
        return string.Join(" ", [cmdlet.Name, .. parts, "[<CommonParameters>]"]);
    }

    private static string CreateSyntax(ParameterHelp parameter, ParameterBinding binding)
    {
        var name = binding.Position is null ? $"-{parameter.Name}" : $"[-{parameter.Name}]";
        var text = parameter.IsSwitch ? name : $"{name} <{parameter.TypeName}>";
        return binding.IsMandatory ? text : $"[{text}]";
    }

    private static StringBuilder AppendFacts(this StringBuilder page, ParameterHelp parameter)
    {
        page.AppendLf("| | |").AppendLf("|---|---|").AppendLf($"| Type | {parameter.TypeName} |");
        if (parameter.Values.Count > 0)
        {
            page.AppendLf($"| Accepted values | {string.Join(", ", parameter.Values)} |");
        }

        if (parameter.Aliases.Count > 0)
        {
            page.AppendLf($"| Aliases | {string.Join(", ", parameter.Aliases)} |");
        }

        var binding = parameter.Bindings[0];
        return page
            .AppendLf($"| Position | {binding.PositionText} |")
            .AppendLf($"| Required | {(binding.IsMandatory ? "True" : "False")} |")
            .AppendLf($"| Default value | {Escape(parameter.DefaultValue)} |")
            .AppendLf($"| Accepts pipeline input | {binding.PipelineText} |")
            .AppendLf($"| Accepts wildcard characters | {(parameter.SupportsWildcards ? "True" : "False")} |");
    }

    private static StringBuilder AppendParagraphs(this StringBuilder page, IEnumerable<string> texts) =>
        texts.Where(text => text.Length > 0).Aggregate(page, (all, text) => all.AppendLf().AppendLf(Escape(text)));

    private static StringBuilder AppendList(this StringBuilder page, IEnumerable<string> items) =>
        items.Aggregate(page.AppendLf(), (all, item) => all.AppendLf($"- {item}"));

    // Always the same bytes, on whatever system the page is written.
    private static StringBuilder AppendLf(this StringBuilder page, string line = "") => page.Append(line).Append('\n');

    private static string Escape(string text) => text.Replace("<", "\\<", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);
}
