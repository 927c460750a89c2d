using System.Collections;
using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>
/// Takes paths, or objects that have one as a property, where PowerShell would take the object's text for the path. What names no file is bound
/// marked, and raised for that input: PowerShell's own error would not say what is wrong with it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PathInputAttribute : ArgumentTransformationAttribute
{
    private const int MaximumNamed = 8;

    private static readonly string[] PathNames = ["Path"];
    private static readonly string[] LiteralNames = ["LiteralPath", "PSPath", "LP", "FullName"];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is null || InputText.TextOf(value) is not null || (value is IEnumerable && value is not IDictionary)
            ? Paths(value)
            : value is IDictionary ? Unusable($"The input names no file: it is {InputText.Describe(value)}.")
            : Choose(inputData);
    }

    private static object? Paths(object? value)
    {
        var items = value is IEnumerable many and not string ? many.Cast<object?>().ToArray() : [value];
        return items.Length > 0 && items.All(item => (item is PSObject wrapped ? wrapped.BaseObject : item) is null or string)
            ? items.Select(item => InputText.One(item, PathNames, isRequired: true)!).ToArray()
            : items.Length == 0 ? Unusable("The path is empty.") : value;
    }

    /// <summary>An object: whichever of its two kinds of path is there. One that has both could mean two files.</summary>
    private static object? Choose(object input)
    {
        try
        {
            var path = InputText.ValueOf(input, PathNames, out var hasPath);
            var literal = InputText.ValueOf(input, LiteralNames, out var hasLiteral);
            return (path, literal) switch
            {
                (not null, not null) => Unusable("The input has both a Path and a FullName or LiteralPath: leave one of them out, with Select-Object -ExcludeProperty."),
                (not null, null) => hasLiteral ? Paths(path) : input,
                (null, not null) => new[] { InputText.Literal(literal.ToString()!) },
                _ => Unusable(hasPath || hasLiteral ? "The path is empty." : $"The input has no property Path, FullName or LiteralPath; it has {Names(input)}."),
            };
        }
        catch (GetValueException e)
        {
            return Unusable(e.Message);
        }
    }

    private static string Names(object input)
    {
        var names = PSObject.AsPSObject(input).Properties.Select(property => property.Name).Take(MaximumNamed).ToArray();
        return names.Length == 0 ? "none" : string.Join(", ", names);
    }

    private static string[] Unusable(string reason) => [InputText.Unusable(reason)];
}
