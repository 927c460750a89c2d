namespace Memic;

/// <summary>What became of one file in a synchronization.</summary>
public sealed class MemicSyncResult
{
    internal MemicSyncResult(MemicSyncAction action, string path, string? referenceId) => (Action, Path, ReferenceId) = (action, path, referenceId);

    /// <summary>Gets what became of the file.</summary>
    public MemicSyncAction Action { get; }

    /// <summary>Gets the full path of the file in the folder, also where it is no longer there.</summary>
    public string Path { get; }

    /// <summary>Gets the reference id of the file in Memic: the source and the path below the folder.</summary>
    public string? ReferenceId { get; }

    /// <summary>Gets the id of the file in Memic; <see langword="null"/> where it has none.</summary>
    public string? FileId { get; internal init; }

    /// <summary>Gets the size of the file in bytes, as far as it is known.</summary>
    public long? Size { get; internal init; }

    /// <summary>Gets why the file was skipped or removed, or failed.</summary>
    public string? Reason { get => field ?? Error?.Message; internal init; }

    /// <summary>Gets the code of the error; <see langword="null"/> unless the file failed or was skipped.</summary>
    public string? Code => Error?.Code;

    internal MemicException? Error { get; init; }

    /// <summary>Returns the error, with its request id; <see langword="null"/> unless the file failed or was skipped.</summary>
    public MemicException? GetError() => Error;

    /// <inheritdoc/>
    public override string ToString() => DisplayText.Clean($"{Action} {ReferenceId ?? Path}");

    internal MemicSyncResult Failed(MemicException error) => new(MemicSyncAction.Failed, Path, ReferenceId) { FileId = error.FileId ?? FileId, Size = Size, Error = error };
}
