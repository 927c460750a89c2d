using System.Xml.Linq;
using static Memic.Help.MamlWriter;

namespace Memic.Help;

/// <summary>Writes the parameters of a help item: a syntax item for each parameter set, and the list of all parameters.</summary>
internal static class MamlParameters
{
    public static XElement CreateSyntax(CmdletHelp cmdlet) => new(
        Command + "syntax",
        cmdlet.Sets.Select(set => new XElement(
            Command + "syntaxItem",
            new XElement(Maml + "name", cmdlet.Name),
            cmdlet.Parameters
                .Select(parameter => (parameter, binding: parameter.GetBinding(set)))
                .Where(pair => pair.binding is not null)
                .Select(pair => Create(pair.parameter, pair.binding!, withValues: true)))));

    public static XElement CreateList(CmdletHelp cmdlet) => new(
        Command + "parameters",
        cmdlet.Parameters.Select(parameter => Create(parameter, parameter.Bindings[0], withValues: false)));

    private static XElement Create(ParameterHelp parameter, ParameterBinding binding, bool withValues) => new(
        Command + "parameter",
        new XAttribute("required", binding.IsMandatory ? "true" : "false"),
        new XAttribute("variableLength", parameter.IsList ? "true" : "false"),
        new XAttribute("globbing", parameter.SupportsWildcards ? "true" : "false"),
        new XAttribute("pipelineInput", binding.PipelineText),
        new XAttribute("position", binding.PositionText),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(Maml + "name", parameter.Name),
        CreateParagraphs(Maml + "description", parameter.Description),
        withValues && parameter.Values.Count > 0 ? CreateValues(parameter) : null,
        CreateValue(parameter, withValues),
        CreateType(parameter.TypeName),
        new XElement(Dev + "defaultValue", parameter.DefaultValue));

    private static XElement CreateValues(ParameterHelp parameter) => new(
        Command + "parameterValueGroup",
        parameter.Values.Select(value => new XElement(
            Command + "parameterValue",
            new XAttribute("required", "false"),
            new XAttribute("variableLength", "false"),
            value)));

    /// <summary>Writes the type of the value. A switch has none in a syntax item.</summary>
    private static XElement? CreateValue(ParameterHelp parameter, bool inSyntax) => inSyntax && parameter.IsSwitch ? null : new(
        Command + "parameterValue",
        new XAttribute("required", parameter.IsSwitch ? "false" : "true"),
        new XAttribute("variableLength", parameter.IsList ? "true" : "false"),
        parameter.TypeName);
}
