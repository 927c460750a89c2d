namespace Memic.Emulator;

/// <summary>The kinds of storage that can stand behind a presigned URL.</summary>
public enum StorageKind
{
    /// <summary>Takes any PUT with a valid signature.</summary>
    Plain,

    /// <summary>Azure Blob's rules: <c>x-ms-blob-type</c> and <c>Content-Length</c> are required, errors are XML.</summary>
    Azure,
}
