using System.Xml.Linq;
using static Memic.Help.MamlWriter;

namespace Memic.Help;

/// <summary>The two places of a help item that tell of parameters: one syntax line for each set, and the whole list.</summary>
internal static class MamlParameters
{
    public static XElement Syntax(CmdletHelp cmdlet) => new(
        Command + "syntax",
        cmdlet.Sets.Select(set => new XElement(
            Command + "syntaxItem",
            new XElement(Maml + "name", cmdlet.Name),
            cmdlet.Parameters
                .Select(parameter => (parameter, binding: parameter.In(set)))
                .Where(pair => pair.binding is not null)
                .Select(pair => Describe(pair.parameter, pair.binding!, withValues: true)))));

    public static XElement All(CmdletHelp cmdlet) => new(
        Command + "parameters",
        cmdlet.Parameters.Select(parameter => Describe(parameter, parameter.Bindings[0], withValues: false)));

    private static XElement Describe(ParameterHelp parameter, ParameterBinding binding, bool withValues) => new(
        Command + "parameter",
        new XAttribute("required", binding.IsMandatory ? "true" : "false"),
        new XAttribute("variableLength", parameter.IsList ? "true" : "false"),
        new XAttribute("globbing", parameter.SupportsWildcards ? "true" : "false"),
        new XAttribute("pipelineInput", binding.PipelineText),
        new XAttribute("position", binding.PositionText),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(Maml + "name", parameter.Name),
        Paragraphs(Maml + "description", parameter.Description),
        withValues && parameter.Values.Count > 0 ? Values(parameter) : null,
        Value(parameter, withValues),
        Type(parameter.TypeName),
        new XElement(Dev + "defaultValue", parameter.DefaultValue));

    private static XElement Values(ParameterHelp parameter) => new(
        Command + "parameterValueGroup",
        parameter.Values.Select(value => new XElement(
            Command + "parameterValue",
            new XAttribute("required", "false"),
            new XAttribute("variableLength", "false"),
            value)));

    /// <summary>A switch has no value in a syntax line.</summary>
    private static XElement? Value(ParameterHelp parameter, bool inSyntax) => inSyntax && parameter.IsSwitch ? null : new(
        Command + "parameterValue",
        new XAttribute("required", parameter.IsSwitch ? "false" : "true"),
        new XAttribute("variableLength", parameter.IsList ? "true" : "false"),
        parameter.TypeName);
}
