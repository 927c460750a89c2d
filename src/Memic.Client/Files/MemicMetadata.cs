using System.Text.Json;

namespace Memic;

/// <summary>Values of the caller's own, by name. As text it is JSON, so that it survives a CSV file.</summary>
public sealed class MemicMetadata : Dictionary<string, object?>
{
    /// <summary>Makes an empty set of values.</summary>
    public MemicMetadata()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>The values as JSON; nothing where there are none.</summary>
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
