using System.Text.Json.Serialization;

namespace Memic.Emulator;

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

    public static SearchRouting For(string? forced, Guid? connector)
    {
        var route = forced ?? (connector is null ? "semantic" : "structured");
        var reasoning = forced is not null ? "The request forced this route." : connector is not null ? "The request named a connector." : "The question is about text.";
        return route == "semantic"
            ? new SearchRouting(route, reasoning, null, null, null, null)
            : new SearchRouting(route, reasoning, connector ?? StableId.From("connector"), "files", "SELECT name, size, status FROM files", "Every file that the filters leave, one row each.");
    }
}
