using System.Text.Json;
using System.Text.Json.Serialization;

namespace Memic;

/// <summary>Reads booleans, also from text and from 0 and 1; anything else is no boolean.</summary>
internal sealed class LenientBooleanConverter : JsonConverter<bool?>
{
    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
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

    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options)
    {
        if (value is { } truth)
        {
            writer.WriteBooleanValue(truth);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
