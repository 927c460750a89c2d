using System.Globalization;
using System.Text.Json;

namespace Memic;

/// <summary>A citation of an answer. The service documents the fields loosely, so everything it sends is in <see cref="Properties"/>.</summary>
public sealed record MemicCitation
{
    /// <summary>Gets the file's id.</summary>
    public string? FileId { get; init; }

    /// <summary>Gets the file's name.</summary>
    public string? FileName { get; init; }

    /// <summary>Gets the page, from 1.</summary>
    public long? PageNumber { get; init; }

    /// <summary>Gets the passage.</summary>
    public string? Passage { get; init; }

    /// <summary>Gets the name of the connection that the object came from.</summary>
    public string? ConnectionName { get; init; }

    /// <summary>Gets the id of the environment that the object came from; <see langword="null"/> where it is not known.</summary>
    public string? EnvironmentId { get; init; }

    /// <summary>Gets all fields, by the service's own names.</summary>
    public MemicMetadata Properties { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => DisplayText.Clean(PageNumber is { } page ? FormattableString.Invariant($"{FileName ?? FileId}, page {page}") : FileName ?? FileId);

    internal static MemicCitation From(JsonElement citation, MemicConnection connection)
    {
        var fields = citation.ValueKind == JsonValueKind.Object ? MemicMetadata.From(citation) : new MemicMetadata { ["text"] = JsonValues.ToPlain(citation) };
        return new()
        {
            ConnectionName = connection.Name,
            EnvironmentId = connection.Context?.EnvironmentId,
            FileId = Text(fields, "file_id"),
            FileName = Text(fields, "file_name"),
            PageNumber = long.TryParse(Text(fields, "page", "page_number"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var page) ? page : null,
            Passage = Text(fields, "passage", "content", "text"),
            Properties = fields,
        };
    }

    private static string? Text(MemicMetadata fields, params string[] names) => names
        .Select(name => fields.TryGetValue(name, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null)
        .FirstOrDefault(text => !string.IsNullOrEmpty(text));
}
