using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Memic;

/// <summary>Names a secret, or what must not be read in a file name, by digits that reveal nothing of it.</summary>
internal static class TextHash
{
    /// <summary>Computes thirty-two hexadecimal digits: the first half of the SHA-256.</summary>
    public static string Compute(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
#if NET
        var hash = SHA256.HashData(bytes);
#else
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(bytes);
#endif
        return Digits(hash) + Digits(hash.AsSpan(8));
    }

    // As a number: the vector code behind Convert.ToHexString has to be compiled by each process.
    private static string Digits(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64BigEndian(bytes).ToString("x16", CultureInfo.InvariantCulture);
}
