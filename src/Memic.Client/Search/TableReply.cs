using System.Text.Json;

namespace Memic;

/// <summary>Rows of a connected database.</summary>
internal sealed record TableReply(IReadOnlyList<ColumnReply>? Columns, IReadOnlyList<JsonElement>? Rows);
