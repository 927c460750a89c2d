using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>
/// Takes PowerShell's wrappers off values, at every depth: custom objects and what Import-Clixml or ConvertFrom-Json made
/// become tables, lists become lists, and everything else is what it was before it was wrapped.
/// </summary>
internal static class PlainValues
{
    private const int MaximumDepth = 32;

    /// <summary>Reads a table of values; null for nothing, such as an empty cell of a CSV file.</summary>
    /// <exception cref="MemicException"><c>invalid_input</c>: it is no table, or nested too deeply.</exception>
    public static IDictionary? TableOf(object? input, string name)
    {
        switch (input is PSObject wrapped ? wrapped.BaseObject : input)
        {
            case null: return null;
            case string text when string.IsNullOrWhiteSpace(text): return null;
            case string text: return ParseJson(text, name);
            case var value when Unwrap(input, 0) is IDictionary table and not UnusableTable: return table;
            case var value: throw new MemicException(MemicErrorCodes.InvalidInput, $"{name} must be a hashtable, an object or JSON text, not {InputText.Describe(value)}.");
        }
    }

    private static MemicMetadata ParseJson(string text, string name)
    {
        try
        {
            return MemicMetadata.Parse(text);
        }
        catch (MemicException e)
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, $"{name}: {e.Detail}", e);
        }
    }

    private static object? Unwrap(object? input, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, "The values are nested too deeply, or refer to themselves.");
        }

        var value = input is PSObject wrapped ? wrapped.BaseObject : input;
        return value switch
        {
            null or string => value,
            _ when value == System.Management.Automation.Internal.AutomationNull.Value => null,
            SwitchParameter flag => flag.IsPresent,
            IDictionary table => Table(table.Keys.Cast<object>().Select(key => (key.ToString() ?? string.Empty, (object?)table[key])), depth),
            PSCustomObject => Table(((PSObject)input!).Properties.Select(property => (property.Name, (object?)property.Value)), depth),
            // An enumeration that came out of a file is a number with a name.
            _ when input is PSObject item && item.TypeNames.Contains("Deserialized.System.Enum") => item.ToString(),
            IEnumerable items when value is not System.Xml.XmlNode && IsList(value) => items.Cast<object?>().Select(item => Unwrap(item, depth + 1)).ToArray(),
            _ => value,
        };
    }

    /// <summary>Whether it is a list, or anything else that can be gone through but says more than its items.</summary>
    private static bool IsList(object value) => value is ICollection or Array || value.GetType().GetInterfaces().Any(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>));

    private static OrderedDictionary Table(IEnumerable<(string Name, object? Value)> pairs, int depth)
    {
        var table = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in pairs)
        {
            table[name] = Unwrap(value, depth + 1);
        }

        return table;
    }
}
