using System.Text.Json;

namespace Memic;

/// <summary>Turns free JSON into plain values and back, so that nobody above needs a JSON library.</summary>
internal static class JsonValues
{
    public static Dictionary<string, object?> ToDictionary(JsonElement? element) => element is { ValueKind: JsonValueKind.Object } value
        ? value.EnumerateObject().GroupBy(p => p.Name, StringComparer.Ordinal).ToDictionary(p => p.Key, p => ToPlain(p.Last().Value), StringComparer.Ordinal)
        : [];

    public static object? ToPlain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => TextOf(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? (object)whole : element.GetDouble(),
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

    /// <summary>Writes plain values: text, numbers, booleans, dates, lists and dictionaries; anything else as its text.</summary>
    public static JsonElement ToElement(object? value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, value, depth: 0);
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > 32)
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, Messages.MetadataTooDeep);
        }

        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool truth: writer.WriteBooleanValue(truth); break;
            case byte or sbyte or short or ushort or int or uint or long: writer.WriteNumberValue(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)); break;
            case ulong number: writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case float or double when Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) is var number && !double.IsNaN(number) && !double.IsInfinity(number):
                writer.WriteNumberValue(number);
                break;
            case DateTime date: writer.WriteStringValue(date.ToUniversalTime()); break;
            case DateTimeOffset date: writer.WriteStringValue(date.ToUniversalTime()); break;
            case System.Collections.IDictionary pairs:
                writer.WriteStartObject();
                foreach (System.Collections.DictionaryEntry pair in pairs)
                {
                    writer.WritePropertyName(Convert.ToString(pair.Key, System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty);
                    Write(writer, pair.Value, depth + 1);
                }

                writer.WriteEndObject();
                break;
            case System.Collections.IEnumerable items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item, depth + 1);
                }

                writer.WriteEndArray();
                break;
            default: writer.WriteStringValue(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)); break;
        }
    }
}
