namespace Memic;

/// <summary>Reads the list of files into a manifest.</summary>
internal static class SyncManifestReader
{
    /// <summary>Reads the list; once more where it was not complete, because files may have come and gone meanwhile.</summary>
    /// <returns>The manifest, and whether the list was complete.</returns>
    public static async Task<(SyncManifest Manifest, bool IsComplete)> ReadAsync(MemicClient client, string source, CancellationToken cancellationToken)
    {
        var first = await ReadOnceAsync(client, source, cancellationToken).ConfigureAwait(false);
        return first.IsComplete ? first : await ReadOnceAsync(client, source, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<(SyncManifest Manifest, bool IsComplete)> ReadOnceAsync(MemicClient client, string source, CancellationToken cancellationToken)
    {
        var manifest = new SyncManifest(source);
        var lister = new FileLister(client);
        var seen = 0L;
        while (await lister.NextAsync(cancellationToken).ConfigureAwait(false) is { } files)
        {
            seen += files.Count;
            foreach (var file in files)
            {
                manifest.Add(file);
            }
        }

        return (manifest, lister.Total is not { } total || seen >= total);
    }
}
