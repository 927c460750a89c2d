using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Memic.Help;

/// <summary>Reads the parameters of a cmdlet, in the order in which a syntax line shows them.</summary>
internal sealed class ParameterReader(XmlComments comments, Type cmdlet, string title)
{
    private readonly object instance = Activator.CreateInstance(cmdlet)!;

    public IReadOnlyList<ParameterHelp> ReadAll() =>
    [
        .. cmdlet.GetProperties().Where(property => property.AttributesNamed("ParameterAttribute").Any())
            .OrderBy(property => property.DeclaringType == cmdlet ? 0 : 1)
            .Select(Read)
            .OrderBy(parameter => parameter.Bindings.Min(binding => binding.Position ?? int.MaxValue))
            .ThenBy(parameter => parameter.Bindings.Any(binding => binding.IsMandatory) ? 0 : 1),
    ];

    private ParameterHelp Read(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var bindings = property.AttributesNamed("ParameterAttribute").Select(Binding).ToList();
        var element = type.GetElementType() ?? type;
        return new ParameterHelp(property.Name, type.Name, comments.Summary(property, $"{title}: the parameter -{property.Name}"))
        {
            Bindings = bindings,
            Aliases = [.. property.AttributesNamed("AliasAttribute").SelectMany(alias => alias.Listed<string>())],
            Values = element.IsEnum ? Enum.GetNames(element) : [.. property.AttributesNamed("ValidateSetAttribute").SelectMany(set => set.Listed<string>())],
            DefaultValue = bindings.All(binding => binding.IsMandatory) ? "None" : Shown(property.GetValue(instance)),
            SupportsWildcards = property.AttributesNamed("SupportsWildcardsAttribute").Any(),
        };
    }

    private static ParameterBinding Binding(CustomAttributeData attribute) => new(
        attribute.Named("ParameterSetName") as string ?? ParameterHelp.AllSets,
        attribute.Named("Mandatory") is true,
        attribute.Named("Position") as int?,
        attribute.Named("ValueFromPipeline") is true,
        attribute.Named("ValueFromPipelineByPropertyName") is true);

    private static string Shown(object? value) => value switch
    {
        null or "" => "None",
        string text => text,
        IEnumerable many => string.Join(", ", many.Cast<object>()) is { Length: > 0 } list ? list : "None",
        _ when value.GetType().Name == "SwitchParameter" => "False",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "None",
    };
}
