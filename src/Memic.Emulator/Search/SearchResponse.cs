using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Memic.Emulator;

internal sealed record SearchResponse(
    string Query,
    SearchResults Results,
    int TotalResults,
    double SearchTimeMs,
    string Namespace,
    JsonObject FiltersApplied,
    SearchRouting Routing);

/// <summary>The results of a search. Both properties are always present; the one that the route did not use is null.</summary>
internal sealed record SearchResults(IReadOnlyList<object>? Semantic, FileTable? Structured);

internal sealed record SearchRouting(
    string Route,
    string Reasoning,
    Guid? ConnectorId,
    string? ConnectorName,
    string? SqlGenerated,
    string? SqlExplanation)
{
    [JsonIgnore]
    public bool IsStructuredOnly => Route == "structured";

    public static SearchRouting Create(string? forced, Guid? connector)
    {
        var route = forced ?? (connector is null ? "semantic" : "structured");
        var reasoning = forced is not null ? "The request forced this route." : connector is not null ? "The request named a connector." : "The question is about text.";
        return route == "semantic"
            ? new SearchRouting(route, reasoning, null, null, null, null)
            : new SearchRouting(route, reasoning, connector ?? DeterministicGuid.Create("connector"), "files", "SELECT name, size, status FROM files", "Every file that the filters leave, one row each.");
    }
}

/// <summary>The table that a structured search queries: the files.</summary>
internal sealed record FileTable(IReadOnlyList<TableColumn> Columns, IReadOnlyList<JsonObject> Rows)
{
    private static readonly TableColumn[] FileColumns =
    [
        new("name", "text", "The file's name"),
        new("size", "integer", "Its size in bytes"),
        new("status", "text", null),
    ];

    public static FileTable Create(IEnumerable<StoredFile> files) => new(
        FileColumns,
        [.. files.Select(file => new JsonObject { ["name"] = file.Name, ["size"] = file.Size, ["status"] = FileLifecycle.Ready })]);
}

internal sealed record TableColumn(string Name, string Type, string? Description);
