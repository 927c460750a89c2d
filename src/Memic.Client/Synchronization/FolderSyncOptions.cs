using System.Collections;

namespace Memic;

/// <summary>What is kept in step with what.</summary>
public sealed class FolderSyncOptions
{
    /// <summary>Gets or sets the full path of the folder.</summary>
    public required string Path { get; set; }

    /// <summary>Gets or sets the name of the collection; by default the folder's own name.</summary>
    public string? Source { get; set; }

    /// <summary>Gets or sets the patterns of the files that take part; all files by default.</summary>
    public IReadOnlyList<string>? Include { get; set; }

    /// <summary>Gets or sets the patterns of the files that do not take part.</summary>
    public IReadOnlyList<string>? Exclude { get; set; }

    /// <summary>Gets or sets the caller's own values for every file. Other values than before are a change.</summary>
    public IDictionary? Metadata { get; set; }

    /// <summary>Gets or sets whether what the folder no longer has is deleted.</summary>
    public bool Delete { get; set; }

    /// <summary>Gets or sets whether more than half of the source may be deleted.</summary>
    public bool Force { get; set; }

    /// <summary>Gets or sets whether a file that the service would refuse is a failure.</summary>
    public bool Strict { get; set; }

    /// <summary>Gets or sets whether unchanged and skipped files are reported too.</summary>
    public bool All { get; set; }

    /// <summary>Gets or sets the number of files that are sent at once: 1 to 64.</summary>
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>Gets or sets how long each file may take to be ready, from when it was sent.</summary>
    public TimeSpan Timeout { get; set; } = FileStatusPoller.DefaultTimeout;

    /// <summary>Locks that other machines share; by default those of the connection's rate limit store, if it has any.</summary>
    internal ISharedLocks? SharedLocks { get; set; }

    /// <summary>How a file is read to learn its content; another way is for what no disk does on demand.</summary>
    internal Func<string, CancellationToken, Task<FileFingerprint>> ReadFingerprint { get; set; } = FileFingerprint.ReadAsync;

    /// <summary>Where locks are kept; by default in the user's own data.</summary>
    internal string? LockFolder { get; set; }
}
