using System.Globalization;
using System.Text.Json;

namespace Memic;

/// <summary>Reads a value as what is wanted of it, leniently: one odd field must not cost the answer. The reader is left at the value's end.</summary>
internal static class JsonValueReader
{
    /// <summary>Reads text, and where a number or a structure stands in its place, that as text.</summary>
    public static string? ReadText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Null)
        {
            return reader.GetString();
        }

        using var value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.GetRawText();
    }

    /// <summary>Reads a whole number, also from text and from a number with a fraction; anything else is no number.</summary>
    public static long? ReadInt64(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var whole) ? whole
        : ReadDouble(ref reader) is { } number and > long.MinValue and < long.MaxValue ? (long)number : null;

    /// <summary>Reads a number, also from text; anything else is no number.</summary>
    public static double? ReadDouble(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var plain))
        {
            return double.IsInfinity(plain) ? null : plain;
        }

        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        if (text is null)
        {
            reader.Skip();
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number) && !double.IsInfinity(number) ? number : null;
    }

    /// <summary>Reads a boolean, also from text and from 0 and 1; anything else is no boolean.</summary>
    public static bool? ReadBoolean(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True: return true;
            case JsonTokenType.False: return false;
            case JsonTokenType.Number: return reader.TryGetDouble(out var number) ? number != 0 : null;
            case JsonTokenType.String when reader.GetString()?.Trim() is { } text: return bool.TryParse(text, out var value) ? value : text == "1" ? true : text == "0" ? false : null;
            default:
                reader.Skip();
                return null;
        }
    }

    /// <summary>Reads a date as the service writes it: with an offset, or without one and then meant as UTC. Anything else is no date.</summary>
    public static DateTimeOffset? ReadDate(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        // As nearly all come, and much faster than to read whatever is a date. Without an offset this would take it for local time.
        if (!reader.HasValueSequence && HasOffset(reader.ValueSpan) && reader.TryGetDateTimeOffset(out var plain))
        {
            return plain.ToUniversalTime();
        }

        return DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : null;
    }

    /// <summary>Reads free JSON, of whatever shape; null is none.</summary>
    public static JsonElement? ReadElement(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? null : JsonElement.ParseValue(ref reader);

    private static bool HasOffset(ReadOnlySpan<byte> date) =>
        date.Length > "yyyy-MM-dd".Length && (date[date.Length - 1] == 'Z' || date[date.Length - "+00:00".Length] is (byte)'+' or (byte)'-');
}
