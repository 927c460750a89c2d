using System.Security.Cryptography;
using System.Text;

namespace Memic;

/// <summary>What a synchronized file is known by: the same from every machine and for every form of its name.</summary>
internal static class SyncIdentity
{
    /// <summary>The longest reference id that the service takes.</summary>
    public const int MaximumLength = 255;

    // 128 bits of the hash: two paths that agree in them are not to be expected.
    private const int HashLength = 32;

    /// <summary>The name as Unicode NFC: a Mac may spell the same name otherwise.</summary>
    /// <exception cref="MemicException"><c>invalid_input</c>: it holds half of a character.</exception>
    public static string Normalize(string name)
    {
        try
        {
            return name.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException e)
        {
            throw new MemicException(MemicErrorCodes.InvalidInput, SyncMessages.NameInvalid(name), e);
        }
    }

    /// <summary>The reference id of a file. One that would be too long is cut, and ends in a hash of the whole.</summary>
    /// <param name="source">The source, as <see cref="SyncSource"/> returns it.</param>
    /// <param name="path">The path below the folder, normalized, with <c>/</c> between its parts.</param>
    public static string ToReferenceId(string source, string path)
    {
        var whole = source + "/" + path;
        if (whole.Length <= MaximumLength)
        {
            return whole;
        }

        var length = MaximumLength - HashLength - 1;
        length = char.IsHighSurrogate(whole[length - 1]) ? length - 1 : length;
        return string.Concat(whole.Substring(0, length), "~", Hex.Of(Sha256(Encoding.UTF8.GetBytes(whole))).Substring(0, HashLength));
    }

    internal static byte[] Sha256(byte[] bytes)
    {
#if NET
        return SHA256.HashData(bytes);
#else
        using var hash = SHA256.Create();
        return hash.ComputeHash(bytes);
#endif
    }
}
