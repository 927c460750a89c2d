using System.Security.Cryptography;
using System.Text;

namespace Memic.Emulator;

internal static class DeterministicGuid
{
    public static Guid Create(params ReadOnlySpan<string> parts)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)), digest);
        return new Guid(digest[..16]);
    }
}
