using System.Text.Json.Nodes;

namespace Memic.Emulator;

/// <summary>The only table that a structured search can ask here: the files themselves.</summary>
internal sealed record FileTable(IReadOnlyList<TableColumn> Columns, IReadOnlyList<JsonObject> Rows)
{
    private static readonly TableColumn[] Layout =
    [
        new("name", "text", "The file's name"),
        new("size", "integer", "Its size in bytes"),
        new("status", "text", null),
    ];

    public static FileTable Of(IEnumerable<StoredFile> files) => new(
        Layout,
        [.. files.Select(file => new JsonObject { ["name"] = file.Name, ["size"] = file.Size, ["status"] = FileLifecycle.Ready })]);
}
