using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Memic;

/// <summary>What a synchronized file carries in its metadata: whose it is, and what it was sent from.</summary>
/// <param name="Source">The source.</param>
/// <param name="Path">The path below the folder, normalized and whole.</param>
/// <param name="Sha256">The hash of the content in hexadecimal digits; empty if the service lost it.</param>
/// <param name="Size">The size of the content; -1 if the service lost it.</param>
/// <param name="MetadataHash">The hash of the user's own metadata; empty if there is none.</param>
internal sealed record SyncMarker(string Source, string Path, string Sha256, long Size, string MetadataHash)
{
    /// <summary>What our keys begin with. They are flat: a service that turns values into text, or filters by them, keeps them.</summary>
    public const string Prefix = "memic_sync_";

    private const string SourceKey = Prefix + "source";
    private const string PathKey = Prefix + "path";
    private const string Sha256Key = Prefix + "sha256";
    private const string SizeKey = Prefix + "size";
    private const string MetadataKey = Prefix + "metadata";

    /// <summary>Reads the marker of a file; <see langword="null"/> if it has none, so that it is not ours to touch.</summary>
    public static SyncMarker? TryRead(MemicFile file)
    {
        var values = file.Metadata;
        return TextOf(values, SourceKey) is { Length: > 0 } source && TextOf(values, PathKey) is { Length: > 0 } path
            ? new(source, path, TextOf(values, Sha256Key).ToLowerInvariant(), NumberOf(values, SizeKey), TextOf(values, MetadataKey))
            : null;
    }

    /// <summary>The metadata to send: the user's own and the marker.</summary>
    /// <exception cref="MemicException"><c>invalid_input</c>: a key of the user's is one of ours.</exception>
    public IDictionary ToMetadata(IDictionary? user)
    {
        var all = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (DictionaryEntry pair in user ?? new Dictionary<string, object?>())
        {
            all[NameOf(pair.Key)] = pair.Value;
        }

        all[SourceKey] = Source;
        all[PathKey] = Path;
        all[Sha256Key] = Sha256;
        all[SizeKey] = Size;
        if (MetadataHash.Length > 0)
        {
            all[MetadataKey] = MetadataHash;
        }

        return all;
    }

    /// <summary>The hash by which a change of the user's metadata is noticed, whatever the service makes of the values.</summary>
    /// <exception cref="MemicException"><c>invalid_input</c>: a key of the user's is one of ours, or a value cannot be sent.</exception>
    public static string HashOf(IDictionary? user)
    {
        if (user is not { Count: > 0 })
        {
            return string.Empty;
        }

        if (user.Keys.Cast<object>().Select(NameOf).FirstOrDefault(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) is { } reserved)
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, SyncMessages.KeyReserved(reserved));
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            WriteOrdered(writer, JsonValueWriter.ToElement(user));
        }

        return Hex.Of(SyncIdentity.Sha256(buffer.ToArray())).Substring(0, 32);
    }

    /// <summary>A hashtable has no order of its own: the same values must not look like a change.</summary>
    private static void WriteOrdered(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    WriteOrdered(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    WriteOrdered(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static string NameOf(object key) => Convert.ToString(key, CultureInfo.InvariantCulture) ?? string.Empty;

    private static string TextOf(MemicMetadata values, string key) => values.TryGetValue(key, out var value) && value is string text ? text : string.Empty;

    private static long NumberOf(MemicMetadata values, string key) => !values.TryGetValue(key, out var value) ? -1 : value switch
    {
        long number => number,
        double number when number is >= 0 and < 1e15 => (long)number,
        string text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => -1,
    };
}
