using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Memic.Help;

/// <summary>Reads the parameters of a cmdlet in the order of a syntax item.</summary>
internal sealed class ParameterReader(XmlComments comments, Type cmdlet, string title)
{
    private readonly object _instance = Activator.CreateInstance(cmdlet)!;

    public IReadOnlyList<ParameterHelp> ReadAll() =>
    [
        .. cmdlet.GetProperties().Where(property => property.GetAttributes("ParameterAttribute").Any())
            .OrderBy(property => property.DeclaringType == cmdlet ? 0 : 1)
            .Select(Read)
            .OrderBy(parameter => parameter.Bindings.Min(binding => binding.Position ?? int.MaxValue))
            .ThenBy(parameter => parameter.Bindings.Any(binding => binding.IsMandatory) ? 0 : 1),
    ];

    private ParameterHelp Read(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var bindings = property.GetAttributes("ParameterAttribute").Select(ReadBinding).ToList();
        var element = type.GetElementType() ?? type;
        return new ParameterHelp(property.Name, type.Name, comments.GetSummary(property, $"{title}: the parameter -{property.Name}"))
        {
            Bindings = bindings,
            Aliases = [.. property.GetAttributes("AliasAttribute").SelectMany(alias => alias.GetConstructorArguments<string>())],
            Values = element.IsEnum ? Enum.GetNames(element) : [.. property.GetAttributes("ValidateSetAttribute").SelectMany(set => set.GetConstructorArguments<string>())],
            DefaultValue = bindings.All(binding => binding.IsMandatory) ? "None" : FormatDefault(property.GetValue(_instance)),
            SupportsWildcards = property.GetAttributes("SupportsWildcardsAttribute").Any(),
        };
    }

    private static ParameterBinding ReadBinding(CustomAttributeData attribute) => new(
        attribute.GetNamedArgument("ParameterSetName") as string ?? ParameterHelp.AllSets,
        attribute.GetNamedArgument("Mandatory") is true,
        attribute.GetNamedArgument("Position") as int?,
        attribute.GetNamedArgument("ValueFromPipeline") is true,
        attribute.GetNamedArgument("ValueFromPipelineByPropertyName") is true);

    private static string FormatDefault(object? value) => value switch
    {
        null or "" => "None",
        string text => text,
        IEnumerable many => string.Join(", ", many.Cast<object>()) is { Length: > 0 } list ? list : "None",
        _ when value.GetType().Name == "SwitchParameter" => "False",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "None",
    };
}
