using System.Text.Json;
using System.Text.Json.Serialization;

namespace Memic;

/// <summary>Everything that goes over the wire, known when this is compiled: nothing is looked up by reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    Converters = [typeof(LenientDateConverter), typeof(LenientStringConverter), typeof(LenientInt64Converter), typeof(LenientDoubleConverter)])]
[JsonSerializable(typeof(InitRequest))]
[JsonSerializable(typeof(InitReply))]
[JsonSerializable(typeof(FileReply))]
[JsonSerializable(typeof(FilePageReply))]
[JsonSerializable(typeof(PromptReply))]
[JsonSerializable(typeof(ContextReply))]
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(SearchReply))]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatReply))]
[JsonSerializable(typeof(ProjectPageReply))]
[JsonSerializable(typeof(IReadOnlyList<ProjectReply>))]
[JsonSerializable(typeof(JsonDocument))]
internal sealed partial class MemicJson : JsonSerializerContext;
