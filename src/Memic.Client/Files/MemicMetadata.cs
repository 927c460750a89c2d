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
    public override string ToString() => Count == 0 ? string.Empty : JsonValues.ToElement(this).GetRawText();

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
