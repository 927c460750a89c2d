using System.Text.Json;
using System.Text.Json.Serialization;

namespace Memic.Emulator;

internal static class ControlJson
{
    // A misspelt property is refused: a fault that silently never strikes is worse than an error.
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new SecondsConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
