using System.Net;
using System.Security;

namespace Memic;

/// <summary>
/// An API key. It has no readable property, so that no formatter, serializer, transcript or error can show it.
/// </summary>
public sealed class ApiKey
{
    private readonly string _value;

    /// <summary>Creates a key from text.</summary>
    /// <param name="value">The key, as the dashboard showed it; surrounding white space is dropped.</param>
    /// <exception cref="MemicException"><c>api_key_missing</c>: empty, or with characters that a header cannot hold.</exception>
    public ApiKey(string value)
    {
        var key = (value ?? string.Empty).Trim();
        if (key.Length > 0 && (IsQuote(key[0]) || IsQuote(key[^1])))
        {
            throw new MemicException(MemicErrorCodes.ApiKeyMissing, Messages.KeyInQuotes);
        }

        if (key.Length == 0 || key.Any(c => c is <= ' ' or > '~'))
        {
            throw new MemicException(MemicErrorCodes.ApiKeyMissing, key.Length == 0 ? Messages.KeyEmpty : Messages.KeyMalformed);
        }

        _value = key;
    }

    /// <summary>Creates a key from a secure string.</summary>
    /// <param name="value">The key.</param>
    /// <exception cref="MemicException"><c>api_key_missing</c>: empty, or with characters that a header cannot hold.</exception>
    public ApiKey(SecureString value)
        : this(new NetworkCredential(string.Empty, value).Password)
    {
    }

    /// <summary>Eight hexadecimal digits that tell keys apart and reveal nothing of them.</summary>
    internal string Fingerprint => field ??= TextHash.Compute(_value)[..8];

    internal string Reveal() => _value;

    /// <summary>Returns a fixed text, never the key.</summary>
    public override string ToString() => "(API key)";

    private static bool IsQuote(char c) => c is '"' or '\'' or '`' or '\u00AB' or '\u00BB' or (>= '\u2018' and <= '\u201F');
}
