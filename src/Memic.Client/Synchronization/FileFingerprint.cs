using System.Security.Cryptography;

namespace Memic;

/// <summary>The content of a file in short: its hash and its size, read once.</summary>
internal readonly record struct FileFingerprint(string Sha256, long Size)
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public static async Task<FileFingerprint> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var size = 0L;
            for (int read; (read = await stream.ReadAsync(buffer, 0, BufferSize, cancellationToken).ConfigureAwait(false)) > 0; size += read)
            {
                hash.AppendData(buffer, 0, read);
            }

            return new(Hex.Of(hash.GetHashAndReset()), size);
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
