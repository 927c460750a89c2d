namespace Memic;

/// <summary>What the service holds of one source. The service's own list is the manifest: there is no other state that could be lost.</summary>
/// <param name="source">The source, as <see cref="SyncSource"/> returns it.</param>
/// <param name="now">The time at which the list is read.</param>
internal sealed class SyncManifest(string source, DateTimeOffset now)
{
    private readonly Dictionary<string, List<SyncedVersion>> _files = new(StringComparer.Ordinal);

    /// <summary>The source, as <see cref="SyncSource"/> returns it.</summary>
    public string Source => source;

    /// <summary>Whether the service gave a reference id back in another case: then it does not tell such names apart.</summary>
    public bool IgnoresCase { get; private set; }

    /// <summary>The paths, each with its versions.</summary>
    public IReadOnlyDictionary<string, List<SyncedVersion>> Files => _files;

    /// <summary>Takes in a file of the list; one that is not of this source is left out.</summary>
    public void Add(MemicFile file)
    {
        if (SyncMarker.TryRead(file) is not { } marker || marker.Source != source)
        {
            return;
        }

        if (!_files.TryGetValue(marker.Path, out var versions))
        {
            _files[marker.Path] = versions = new(capacity: 1);
        }

        versions.Add(SyncedVersion.From(file, marker, now));
        var expected = SyncIdentity.ToReferenceId(source, marker.Path);
        IgnoresCase |= file.ReferenceId is { } id && id != expected && id.Equals(expected, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The versions of a path, the newest first.</summary>
    public IReadOnlyList<SyncedVersion> Find(string path) => _files.TryGetValue(path, out var versions)
        ? versions.OrderByDescending(version => version.CreatedAt).ThenBy(version => version.Id, StringComparer.Ordinal).ToArray()
        : [];
}
