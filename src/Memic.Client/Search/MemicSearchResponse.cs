using System.Text.Json;

namespace Memic;

/// <summary>The whole answer to a query. Hits, rows, or both may be there.</summary>
public sealed record MemicSearchResponse
{
    /// <summary>Gets the text that was searched for.</summary>
    public required string Query { get; init; }

    /// <summary>Gets the passages, best first.</summary>
    public IReadOnlyList<MemicSearchHit> Hits { get; init; } = [];

    /// <summary>Gets the columns of <see cref="Rows"/>, in order.</summary>
    public IReadOnlyList<MemicSearchColumn> Columns { get; init; } = [];

    /// <summary>Gets the rows of a connected database: values by column, of the column's type.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows { get; init; } = [];

    /// <summary>Gets the number of results in all.</summary>
    public long? TotalResults { get; init; }

    /// <summary>Gets the search time of the service.</summary>
    public TimeSpan? SearchTime { get; init; }

    /// <summary>Gets the namespace that was searched.</summary>
    public string? Namespace { get; init; }

    /// <summary>Gets the filters as the service applied them.</summary>
    public MemicMetadata FiltersApplied { get; init; } = [];

    /// <summary>Gets the id of the request, for support; <see langword="null"/> where the service sent none.</summary>
    public string? RequestId { get; init => field = value is null ? null : DisplayText.Clean(value); }

    /// <summary>Gets how the query was routed.</summary>
    public MemicSearchRouting? Routing { get; init; }

    /// <inheritdoc/>
    public override string ToString() => DisplayText.Clean(FormattableString.Invariant($"{Query}: {Hits.Count} hits, {Rows.Count} rows"));

    internal static MemicSearchResponse From(SearchResponse reply, string query, MemicConnection connection)
    {
        var table = reply.Results?.Structured;
        MemicSearchColumn[] columns = [.. (table?.Columns ?? []).OfType<ColumnResponse>().Where(column => column.Name is not null)
            .Select(column => new MemicSearchColumn { Name = column.Name!, Type = column.Type, Description = column.Description })];
        return new()
        {
            Query = reply.Query ?? query,
            Hits = (reply.Results?.Semantic ?? []).OfType<HitResponse>().Select(hit => MemicSearchHit.From(hit, connection)).ToArray(),
            Columns = columns,
            Rows = (table?.Rows ?? []).Where(row => row.ValueKind == JsonValueKind.Object).Select(row => Row(row, columns)).ToArray(),
            TotalResults = reply.TotalResults,
            SearchTime = reply.SearchTimeMs is { } ms and >= 0 and < 1e9 ? TimeSpan.FromMilliseconds(ms) : null,
            Namespace = reply.Namespace,
            FiltersApplied = MemicMetadata.From(reply.FiltersApplied),
            RequestId = reply.RequestId,
            Routing = MemicSearchRouting.From(reply.Routing),
        };
    }

    /// <summary>The columns in their order, whatever the row leaves out; then what no column announced.</summary>
    private static Dictionary<string, object?> Row(JsonElement row, MemicSearchColumn[] columns)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            values[column.Name] = row.TryGetProperty(column.Name, out var cell) ? ColumnValues.Convert(cell, column.Type) : null;
        }

        foreach (var cell in row.EnumerateObject().Where(cell => !values.ContainsKey(cell.Name)))
        {
            values[cell.Name] = JsonValues.ToPlain(cell.Value);
        }

        return values;
    }
}
