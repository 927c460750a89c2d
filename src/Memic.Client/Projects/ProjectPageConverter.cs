using System.Text.Json;
using System.Text.Json.Serialization;

namespace Memic;

/// <summary>Reads the list of projects in both documented shapes: a bare array, or a page like that of other lists.</summary>
internal sealed class ProjectPageConverter : JsonConverter<ProjectPageResponse>
{
    public override ProjectPageResponse Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Array)
        {
            return new(ItemsOf(root), null, null, null, HasMore: false);
        }

        var items = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("items", out var list) && list.ValueKind == JsonValueKind.Array ? ItemsOf(list) : null;
        return new(items, NumberOf(root, "total"), NumberOf(root, "page_size"), NumberOf(root, "total_pages"), HasMoreOf(root));
    }

    public override void Write(Utf8JsonWriter writer, ProjectPageResponse value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static IReadOnlyList<ProjectResponse?>? ItemsOf(JsonElement list) => list.Deserialize(MemicJson.Default.IReadOnlyListProjectResponse);

    private static long? NumberOf(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) ? value.Deserialize(MemicJson.Default.NullableInt64) : null;

    private static bool? HasMoreOf(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("has_more", out var value) ? value.Deserialize(MemicJson.Default.NullableBoolean) : null;
}
