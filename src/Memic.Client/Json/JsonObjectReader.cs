using System.Text.Json;

namespace Memic;

/// <summary>Reads the value of one property into an object, and skips that of one it does not know.</summary>
internal delegate void JsonPropertyReader<T>(T target, string name, ref Utf8JsonReader reader);

/// <summary>
/// Reads objects property by property. The serializer would do the same by generic code of its own for each type of property, which a
/// fresh process has to compile: too much for the answers that nearly all calls have.
/// </summary>
internal static class JsonObjectReader
{
    /// <exception cref="JsonException">The text is no JSON, or no object.</exception>
    public static T? Parse<T>(byte[] body, JsonPropertyReader<T> readProperty)
        where T : class, new()
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        reader.Read();
        var result = ReadObject(ref reader, readProperty);

        // Throws if there is more.
        reader.Read();
        return result;
    }

    /// <summary>Reads an object; null is none.</summary>
    public static T? ReadObject<T>(ref Utf8JsonReader reader, JsonPropertyReader<T> readProperty)
        where T : class, new()
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        Expect(JsonTokenType.StartObject, reader.TokenType);
        var result = new T();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            readProperty(result, name, ref reader);
        }

        return result;
    }

    /// <summary>Reads an array of objects; null is none.</summary>
    public static IReadOnlyList<T?>? ReadArray<T>(ref Utf8JsonReader reader, JsonPropertyReader<T> readProperty)
        where T : class, new()
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        Expect(JsonTokenType.StartArray, reader.TokenType);
        var items = new List<T?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadObject(ref reader, readProperty));
        }

        return items;
    }

    private static void Expect(JsonTokenType expected, JsonTokenType actual)
    {
        if (actual != expected)
        {
            throw new JsonException($"{expected} was expected, not {actual}.");
        }
    }
}
