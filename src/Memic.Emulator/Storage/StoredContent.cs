using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Memic.Emulator;

/// <summary>The content that storage received for a file. In memory only the beginning is kept, until its text is extracted.</summary>
public sealed class StoredContent
{
    /// <summary>Gets the number of bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Gets the SHA-256 in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Gets the content type of the upload.</summary>
    public string? ContentType { get; init; }

    /// <summary>Gets the path, if state is kept in a folder.</summary>
    [JsonIgnore]
    public string? Path { get; internal set; }

    /// <summary>Gets the file name of the path. Only the name is stored, so that the folder can be moved.</summary>
    [JsonInclude]
    internal string? FileName
    {
        get => System.IO.Path.GetFileName(Path);
        init => Path = value;
    }

    /// <summary>Gets whether all of the content is available.</summary>
    [JsonIgnore]
    public bool IsComplete => Path is not null || Head?.Length == Size;

    [JsonIgnore]
    internal byte[]? Head { get; set; }

    internal static StoredContent Create(byte[] bytes, string? path)
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
