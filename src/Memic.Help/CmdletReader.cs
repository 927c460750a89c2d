using System.Reflection;

namespace Memic.Help;

/// <summary>Reads the help of a cmdlet from its assembly and its XML comments.</summary>
internal sealed class CmdletReader(XmlComments comments)
{
    public CmdletHelp Read(Type type)
    {
        var attribute = type.GetAttributes("CmdletAttribute").Single();
        var (verb, noun) = ((string)attribute.ConstructorArguments[0].Value!, (string)attribute.ConstructorArguments[1].Value!);
        var title = $"{verb}-{noun}";
        var summary = comments.GetSummary(type, title);
        var parameters = new ParameterReader(comments, type, title).ReadAll();
        return new CmdletHelp(verb, noun, summary.Count > 0 ? summary[0] : "", [.. summary, .. comments.GetRemarks(type)])
        {
            Parameters =
            [
                .. parameters,
                .. attribute.GetNamedArgument("SupportsPaging") is true ? PagingParameters : [],
                .. attribute.GetNamedArgument("SupportsShouldProcess") is true ? ShouldProcessParameters : [],
            ],
            Sets = GetSets(parameters, attribute.GetNamedArgument("DefaultParameterSetName") as string),
            Outputs = [.. type.GetAttributes("OutputTypeAttribute").SelectMany(GetOutputs).DefaultIfEmpty(new OutputHelp("None", []))],
            Examples = comments.GetExamples(type, title),
        };
    }

    private static IReadOnlyList<ParameterHelp> ShouldProcessParameters { get; } =
    [
        CreateSwitch("WhatIf", "Shows what would happen if the cmdlet runs. The cmdlet is not run.", "wi"),
        CreateSwitch("Confirm", "Prompts you for confirmation before running the cmdlet.", "cf"),
    ];

    private static IReadOnlyList<ParameterHelp> PagingParameters { get; } =
    [
        Create("First", "UInt64", "Gets only this number of objects; all by default. No more pages are requested than that takes.", "18446744073709551615"),
        Create("Skip", "UInt64", "Ignores this number of objects, and gets the remaining ones; 0 by default.", "0"),
        Create("IncludeTotalCount", "SwitchParameter", "Reports the total number of objects, followed by the objects. Where it is not known exactly, the accuracy says so.", "False"),
    ];

    private static ParameterHelp CreateSwitch(string name, string description, string alias) => Create(name, "SwitchParameter", description, "False") with { Aliases = [alias] };

    private static ParameterHelp Create(string name, string type, string description, string defaultValue) => new(name, type, [description])
    {
        Bindings = [new ParameterBinding(ParameterHelp.AllSets, false, null, false, false)],
        DefaultValue = defaultValue,
    };

    private static List<string> GetSets(IReadOnlyList<ParameterHelp> parameters, string? first)
    {
        var named = parameters.SelectMany(parameter => parameter.Bindings).Select(binding => binding.Set).Where(set => set != ParameterHelp.AllSets).Distinct().ToList();
        return named.Count == 0 ? [ParameterHelp.AllSets] : [.. named.OrderBy(set => set == first ? 0 : 1)];
    }

    private static IEnumerable<OutputHelp> GetOutputs(CustomAttributeData attribute) =>
    [
        .. attribute.GetConstructorArguments<Type>().Where(type => type != typeof(void)).Select(type => new OutputHelp(type.FullName!, GetProperties(type))),
        .. attribute.GetConstructorArguments<string>().Select(name => new OutputHelp(name, [])),
    ];

    /// <summary>The properties of the module's own types: those of others are described elsewhere.</summary>
    private static IReadOnlyList<string> GetProperties(Type type) =>
        type.Namespace != nameof(Memic) ? [] : [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name)];
}
