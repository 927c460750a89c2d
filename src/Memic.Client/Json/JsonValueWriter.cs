using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Memic;

/// <summary>
/// Writes plain values as JSON, exactly: numbers digit by digit, dates as ISO 8601. What has no JSON form is an error that
/// names the key; its text would be something that nobody meant.
/// </summary>
internal static class JsonValueWriter
{
    private static readonly System.Text.UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private const int MaximumDepth = 32;

    /// <exception cref="MemicException"><c>invalid_input</c>: a value without a JSON form, or nested too deeply.</exception>
    public static JsonElement ToElement(object? value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, value, string.Empty, depth: 0);
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, object? value, string key, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, Messages.MetadataTooDeep);
        }

        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case bool truth: writer.WriteBooleanValue(truth); break;
            case JsonElement element: element.WriteTo(writer); break;
            case IDictionary pairs: WriteObject(writer, pairs.Keys.Cast<object>().Select(name => (name, (object?)pairs[name])), key, depth); break;
            case IEnumerable<KeyValuePair<string, object?>> pairs: WriteObject(writer, pairs.Select(pair => ((object)pair.Key, (object?)pair.Value)), key, depth); break;
            default:
                if (NumberOf(value) is { } number)
                {
                    writer.WriteRawValue(number);
                }
                else if (TextOf(value) is { } text)
                {
                    WriteText(writer, text, key);
                }
                else if (value is IEnumerable items and not System.Xml.XmlNode)
                {
                    WriteArray(writer, items, key, depth);
                }
                else
                {
                    throw new MemicException(MemicErrorCodes.InvalidInput, Messages.ValueWithoutJson(key, value.GetType().Name));
                }

                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, IEnumerable<(object Name, object? Value)> pairs, string key, int depth)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in pairs)
        {
            var text = Convert.ToString(name, CultureInfo.InvariantCulture) ?? string.Empty;
            writer.WritePropertyName(text);
            Write(writer, value, key.Length == 0 ? text : $"{key}.{text}", depth + 1);
        }

        writer.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter writer, IEnumerable items, string key, int depth)
    {
        writer.WriteStartArray();
        var index = 0;
        foreach (var item in items)
        {
            Write(writer, item, FormattableString.Invariant($"{key}[{index++}]"), depth + 1);
        }

        writer.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter writer, string text, string key)
    {
        try
        {
            // The writer would replace half of a surrogate pair without a word.
            _ = StrictUtf8.GetByteCount(text);
            writer.WriteStringValue(text);
        }
        catch (ArgumentException)
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, Messages.ValueWithoutJson(key, "text that is no Unicode"));
        }
    }

    /// <summary>A number as JSON writes it, with the digits that it has and no others.</summary>
    private static string? NumberOf(object value) => value switch
    {
        byte or sbyte or short or ushort or int or uint or long or ulong or decimal or BigInteger => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        float number when !float.IsNaN(number) && !float.IsInfinity(number) => number.ToString("R", CultureInfo.InvariantCulture),
        double number when !double.IsNaN(number) && !double.IsInfinity(number) => number.ToString("R", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string? TextOf(object value) => value switch
    {
        string text => text,
        DateTime date => date.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        DateTimeOffset date => date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
#if NET
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
#endif
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        Uri uri => uri.OriginalString,
        char or Guid or Version or Enum => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };
}
