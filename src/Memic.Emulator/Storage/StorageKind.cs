namespace Memic.Emulator;

/// <summary>The kinds of storage behind presigned URLs.</summary>
public enum StorageKind
{
    /// <summary>Accepts any PUT with a valid signature.</summary>
    Plain,

    /// <summary>The rules of Azure Blob Storage: <c>x-ms-blob-type</c> and <c>Content-Length</c> are required, errors are XML.</summary>
    Azure,
}
