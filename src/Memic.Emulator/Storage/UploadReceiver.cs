using System.IO.Pipelines;
using System.Security.Cryptography;

namespace Memic.Emulator;

/// <summary>Receives an upload: counts and hashes the bytes, and keeps the beginning in memory or all of it on disk.</summary>
internal static class UploadReceiver
{
    private const int KeptInMemory = 8 * 1024 * 1024;

    public static async Task<StoredContent> ReceiveAsync(PipeReader source, string? contentType, string? path, Action<long> progress, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using Stream target = path is null ? new MemoryStream() : File.Create(path);
        long size = 0;
        try
        {
            while (true)
            {
                var read = await source.ReadAsync(cancellationToken);
                foreach (var segment in read.Buffer)
                {
                    hash.AppendData(segment.Span);
                    size += segment.Length;
                    var room = path is null ? (int)Math.Min(segment.Length, KeptInMemory - target.Length) : segment.Length;
                    await target.WriteAsync(segment[..room], cancellationToken);
                }

                source.AdvanceTo(read.Buffer.End);
                progress(size);
                if (read.IsCompleted)
                {
                    break;
                }
            }
        }
        catch when (path is not null)
        {
            File.Delete(path);
            throw;
        }

        return new StoredContent
        {
            Size = size,
            Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()),
            ContentType = contentType,
            Path = path,
            Head = (target as MemoryStream)?.ToArray(),
        };
    }
}
