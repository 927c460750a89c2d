using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Memic;

/// <summary>Turns free JSON into plain values, so that nobody above needs a JSON library.</summary>
internal static class JsonValues
{
    public static Dictionary<string, object?> ToDictionary(JsonElement? element)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (element is { ValueKind: JsonValueKind.Object } value)
        {
            // The last of several with one name stands, as everywhere in JSON.
            foreach (var property in value.EnumerateObject())
            {
                values[property.Name] = ToPlain(property.Value);
            }
        }

        return values;
    }

    public static object? ToPlain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => TextOf(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => NumberOf(element),
        JsonValueKind.Array => element.EnumerateArray().Select(ToPlain).ToArray(),
        JsonValueKind.Object => ToDictionary(element),
        _ => null,
    };

    public static string TextOf(JsonElement element)
    {
        try
        {
            return element.GetString() ?? string.Empty;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: shown as it was escaped, rather than to lose the whole answer.
            return element.GetRawText().Trim('"');
        }
    }

    private static object NumberOf(JsonElement element)
    {
        if (element.TryGetInt64(out var whole))
        {
            return whole;
        }

        var text = element.GetRawText();
        if (BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large))
        {
            return large;
        }

        // A decimal where a double would lose digits; text for what neither can hold.
        return !element.TryGetDouble(out var number) || double.IsInfinity(number) ? text
            : element.TryGetDecimal(out var exact) && number.ToString("R", CultureInfo.InvariantCulture) != text && Math.Abs(number) < 1e28 && (decimal)number != exact ? exact
            : number;
    }
}
