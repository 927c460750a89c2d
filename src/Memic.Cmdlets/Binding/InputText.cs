using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>
/// Reads text for parameters that take it from the pipeline. PowerShell drops a property that it cannot convert without a
/// word; so what does not fit is bound all the same, as a marked text, and the cmdlet raises it as an error about that input.
/// </summary>
internal static class InputText
{
    // No id, name or path contains it, and text of the caller's that does is refused here.
    private const char Mark = '\0';

    /// <summary>Marks an input that cannot be used.</summary>
    public static string Unusable(string reason) => Mark + reason;

    /// <summary>Marks a path in which no character is a wildcard: it was bound by an object's property, to the parameter that takes wildcards.</summary>
    public static string Literal(string path) => $"{Mark}{Mark}{path}";

    /// <summary>Returns the path in which no character is a wildcard; null for a text that is none.</summary>
    public static string? LiteralOf(string text) => IsLiteral(text) ? text.Substring(2) : null;

    /// <summary>Returns the text as a target of an error; null for one that is marked.</summary>
    public static string? Visible(string text) => text.Length > 0 && text[0] == Mark ? null : text;

    /// <exception cref="MemicException"><c>invalid_input</c>: one of the texts was bound for an input that does not fit.</exception>
    public static void ThrowIfUnusable(params string?[] texts)
    {
        foreach (var text in texts)
        {
            if (text is { Length: > 0 } && text[0] == Mark && !IsLiteral(text))
            {
                throw new MemicException(MemicErrorCodes.InvalidInput, text.Substring(1));
            }
        }
    }

    /// <summary>Reads one text: a value, or an object that has it as a property. An empty one is null, or an error where it is required.</summary>
    public static string? One(object? input, string[] names, bool isRequired)
    {
        var texts = Read(input, names, depth: 0);
        return texts.Count switch
        {
            0 => isRequired ? Unusable($"{names[0]} is empty.") : null,
            1 => texts[0],
            _ => Unusable($"{names[0]} takes one value, not {texts.Count.ToString(CultureInfo.InvariantCulture)}."),
        };
    }

    /// <summary>Reads several texts. Empty ones say nothing; null where nothing is said, or an error where it is required.</summary>
    public static string[]? Many(object? input, string[] names, bool isRequired)
    {
        var texts = Read(input, names, depth: 0);
        return texts.Count > 0 ? [.. texts] : isRequired ? [Unusable($"{names[0]} is empty.")] : null;
    }

    /// <summary>Returns the value of the first of the properties that has one; null where there is none.</summary>
    public static object? ValueOf(object input, IEnumerable<string> names, out bool isThere)
    {
        isThere = false;
        foreach (var property in names.Select(name => PSObject.AsPSObject(input).Properties[name]).Where(property => property is not null))
        {
            isThere = true;
            if (property.Value is { } value && value.ToString() is { Length: > 0 })
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Returns the text of a value that is one in every culture; null for anything else.</summary>
    public static string? TextOf(object value) => value switch
    {
        string text => text,
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("o", CultureInfo.InvariantCulture),
        Uri uri => uri.OriginalString,
        char or bool or Guid or Version or Enum or TimeSpan => Convert.ToString(value, CultureInfo.InvariantCulture),
        IFormattable number when value.GetType().IsPrimitive || value is decimal or System.Numerics.BigInteger => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Names the kind of an input for a message.</summary>
    public static string Describe(object input) => input switch
    {
        IDictionary => "a hashtable; make an object of it with [pscustomobject]",
        PSCustomObject => "an object",
        _ => $"a {input.GetType().Name}",
    };

    private static bool IsLiteral(string text) => text.Length > 1 && text[0] == Mark && text[1] == Mark;

    private static List<string> Read(object? input, string[] names, int depth)
    {
        var value = input is PSObject wrapped ? wrapped.BaseObject : input;
        if (value is null || value == System.Management.Automation.Internal.AutomationNull.Value)
        {
            return [];
        }

        if (TextOf(value) is { } text)
        {
            return text.Length == 0 ? [] : [text[0] == Mark ? Unusable($"{names[0]} contains a NUL character.") : text];
        }

        if (value is not IDictionary && value is IEnumerable items and not System.Xml.XmlNode)
        {
            return [.. items.Cast<object?>().SelectMany(item => Read(item, names, depth))];
        }

        try
        {
            return value is not IDictionary && depth == 0 && ValueOf(input!, names, out var isThere) is var inner && isThere
                ? Read(inner, names, depth + 1)
                : [Unusable(depth > 0 ? $"{names[0]} must be text, not {Describe(value)}." : $"The input has no {names[0]}: it is {Describe(value)}.")];
        }
        catch (GetValueException e)
        {
            return [Unusable(e.Message)];
        }
    }
}
