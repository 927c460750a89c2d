using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Memic.Emulator;

/// <summary>What storage received for a file. In memory only the beginning is kept, and only until its text was read.</summary>
public sealed class StoredContent
{
    /// <summary>How many bytes arrived.</summary>
    public required long Size { get; init; }

    /// <summary>Their SHA-256, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The content type that they came with.</summary>
    public string? ContentType { get; init; }

    /// <summary>Where they are, if state is kept in a folder.</summary>
    [JsonIgnore]
    public string? Path { get; internal set; }

    /// <summary>The last part of that, which is all that is stored: the folder may be moved.</summary>
    [JsonInclude]
    internal string? FileName
    {
        get => System.IO.Path.GetFileName(Path);
        init => Path = value;
    }

    /// <summary>Whether all of it is at hand.</summary>
    [JsonIgnore]
    public bool IsComplete => Path is not null || Head?.Length == Size;

    [JsonIgnore]
    internal byte[]? Head { get; set; }

    internal static StoredContent Of(byte[] bytes, string? path)
    {
        if (path is not null)
        {
            File.WriteAllBytes(path, bytes);
        }

        return new StoredContent
        {
            Size = bytes.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            Path = path,
            Head = path is null ? bytes : null,
        };
    }

    internal Stream Open() => Path is not null ? File.OpenRead(Path) : new MemoryStream(Head ?? [], writable: false);

    internal void Discard()
    {
        if (Path is not null)
        {
            File.Delete(Path);
        }
    }

    internal void Release() => Head = null;
}
