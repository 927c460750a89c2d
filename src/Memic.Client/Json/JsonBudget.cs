using System.Text.Json;

namespace Memic;

/// <summary>
/// Refuses JSON that would cost far more memory than it has bytes. Limits on its length alone do not: a list of two million
/// tiny objects, or an object with millions of keys, fits into 64 MB.
/// </summary>
internal static class JsonBudget
{
    /// <summary>The most keys in one object. A database has at most some thousand columns, and metadata a few dozen.</summary>
    public const int MaximumKeys = 10_000;

    /// <summary>The most values, keys and brackets in all: a page of the API has some thousand, ten thousand rows of a database half a million.</summary>
    public const int MaximumTokens = 2_000_000;

    // Below that not even the shortest keys and values come to the limits.
    private const int FreeBytes = 32 * 1024;

    /// <summary>Returns whether a body may be read as objects. What is not JSON is left to the parser.</summary>
    /// <param name="body">The body, in UTF-8.</param>
    public static bool Allows(ReadOnlySpan<byte> body)
    {
        if (body.Length <= FreeBytes)
        {
            return true;
        }

        var reader = new Utf8JsonReader(body);
        var keys = new int[64 + 1];
        var tokens = 0;
        try
        {
            while (reader.Read())
            {
                if (++tokens > MaximumTokens)
                {
                    return false;
                }

                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        keys[reader.CurrentDepth] = 0;
                        break;
                    case JsonTokenType.PropertyName when ++keys[reader.CurrentDepth - 1] > MaximumKeys:
                        return false;
                    default:
                        break;
                }
            }
        }
        catch (JsonException)
        {
            // The parser meets the same, and says what it is.
        }

        return true;
    }
}
