using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Memic.Emulator;

internal static class ControlSerializer
{
    // An unknown property is an error: a fault that is silently never applied is worse.
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new SecondsConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}

/// <summary>Converts time spans from and to a number of seconds. <c>00:00:02</c> is accepted as well.</summary>
internal sealed class SecondsConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.Number)
        {
            return TimeSpan.FromSeconds(reader.GetDouble());
        }

        return TimeSpan.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out var span)
            ? span
            : throw new JsonException("A span of time is a number of seconds, or hh:mm:ss.");
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.TotalSeconds);
}
