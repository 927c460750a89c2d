using System.Text.Json;
using System.Text.Json.Serialization;

namespace Memic;

/// <summary>Reads lists of text; a single text is a list of one, and anything else is an empty list.</summary>
internal sealed class LenientStringListConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var value = document.RootElement;
        return value.ValueKind switch
        {
            JsonValueKind.Array => [.. value.EnumerateArray().Where(static item => item.ValueKind is not JsonValueKind.Null).Select(TextOf)],
            JsonValueKind.String => value.GetString() is { Length: > 0 } ? [TextOf(value)] : [],
            _ => [],
        };
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var text in value)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? JsonValues.TextOf(value) : value.GetRawText();
}
