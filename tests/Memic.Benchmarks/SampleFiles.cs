namespace Memic.Benchmarks;

/// <summary>Files to send, in a temporary folder that is deleted at the end.</summary>
internal sealed class SampleFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("memic-bench-").FullName;

    public string Make(string name, int size)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var bytes = new byte[Math.Min(size, 1024 * 1024)];
        Random.Shared.NextBytes(bytes);
        using var file = File.Create(path);
        for (var left = size; left > 0; left -= bytes.Length)
        {
            file.Write(bytes, 0, Math.Min(left, bytes.Length));
        }

        return path;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
