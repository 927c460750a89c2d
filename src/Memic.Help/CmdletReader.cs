using System.Reflection;

namespace Memic.Help;

/// <summary>Puts together what the assembly and the comments say of a cmdlet.</summary>
internal sealed class CmdletReader(XmlComments comments)
{
    public CmdletHelp Read(Type type)
    {
        var attribute = type.AttributesNamed("CmdletAttribute").Single();
        var (verb, noun) = ((string)attribute.ConstructorArguments[0].Value!, (string)attribute.ConstructorArguments[1].Value!);
        var title = $"{verb}-{noun}";
        var summary = comments.Summary(type, title);
        var parameters = new ParameterReader(comments, type, title).ReadAll();
        return new CmdletHelp(verb, noun, summary.Count > 0 ? summary[0] : "", [.. summary, .. comments.Remarks(type)])
        {
            Parameters = attribute.Named("SupportsShouldProcess") is true ? [.. parameters, .. ShouldProcess] : parameters,
            Sets = Sets(parameters, attribute.Named("DefaultParameterSetName") as string),
            Outputs = [.. type.AttributesNamed("OutputTypeAttribute").SelectMany(Outputs).DefaultIfEmpty("None")],
            Examples = comments.Examples(type, title),
        };
    }

    private static IReadOnlyList<ParameterHelp> ShouldProcess { get; } =
    [
        Switch("WhatIf", "Shows what would happen, and does not do it.", "wi"),
        Switch("Confirm", "Asks before it does anything.", "cf"),
    ];

    private static ParameterHelp Switch(string name, string description, string alias) => new(name, "SwitchParameter", [description])
    {
        Bindings = [new ParameterBinding(ParameterHelp.AllSets, false, null, false, false)],
        Aliases = [alias],
        DefaultValue = "False",
    };

    private static List<string> Sets(IReadOnlyList<ParameterHelp> parameters, string? first)
    {
        var named = parameters.SelectMany(parameter => parameter.Bindings).Select(binding => binding.Set).Where(set => set != ParameterHelp.AllSets).Distinct().ToList();
        return named.Count == 0 ? [ParameterHelp.AllSets] : [.. named.OrderBy(set => set == first ? 0 : 1)];
    }

    private static IEnumerable<string> Outputs(CustomAttributeData attribute) =>
        [.. attribute.Listed<Type>().Select(type => type.FullName!), .. attribute.Listed<string>()];
}
