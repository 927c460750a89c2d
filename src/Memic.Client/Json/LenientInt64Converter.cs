using System.Text.Json;
using System.Text.Json.Serialization;

namespace Memic;

/// <summary>Reads whole numbers, also from text and from numbers with a fraction; anything else is no number.</summary>
internal sealed class LenientInt64Converter : JsonConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var whole) ? whole
        : LenientDoubleConverter.ReadNumber(ref reader) is { } number and > long.MinValue and < long.MaxValue ? (long)number : null;

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options)
    {
        if (value is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
