using System.Text.Json;

namespace Memic;

/// <summary>The caller's own values, by name. Its text is JSON, so that it survives a CSV file.</summary>
public sealed class MemicMetadata : Dictionary<string, object?>
{
    /// <summary>Creates an empty set of values.</summary>
    public MemicMetadata()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>Returns the values as JSON; an empty string if there are none.</summary>
    public override string ToString() => Count == 0 ? string.Empty : JsonValueWriter.ToElement(this).GetRawText();

    /// <summary>Reads values from JSON text. Numbers keep every digit.</summary>
    /// <param name="json">The text of a JSON object.</param>
    /// <exception cref="MemicException"><c>invalid_input</c>: the text is no JSON object.</exception>
    public static MemicMetadata Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? From(document.RootElement) : throw new MemicException(MemicErrorCodes.InvalidInput, Messages.NoJsonObject);
        }
        catch (JsonException e)
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, Messages.NoJsonObject, e);
        }
    }

    internal static MemicMetadata From(JsonElement? element)
    {
        var metadata = new MemicMetadata();
        foreach (var pair in JsonValues.ToDictionary(element))
        {
            metadata[pair.Key] = pair.Value;
        }

        return metadata;
    }
}
