using System.Security.Cryptography;

namespace Memic.Client.Tests;

public sealed class FileFingerprintTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData(1)]
    [InlineData(131_072)]
    [InlineData(300_001)]
    public async Task It_is_the_SHA_256_and_the_size_of_the_content(int length)
    {
        var path = _folder.Bytes(length);

        var fingerprint = await FileFingerprint.ReadAsync(path, default);

        Assert.Equal(new(Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(path))).ToLowerInvariant(), length), fingerprint);
    }

    public void Dispose() => _folder.Dispose();
}
