namespace Memic;

/// <summary>
/// Reads the list of files into a manifest. What the list does not show could be sent a second time, or be taken for gone: without
/// the whole list there is no manifest.
/// </summary>
internal sealed class SyncManifestReader(MemicClient client, string source)
{
    private long _seen;
    private long _total;

    /// <summary>Reads the list; once more from the beginning where it was not complete.</summary>
    /// <param name="errorCode">The code of the error if it stays incomplete.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="MemicException">The list is not complete, or another error.</exception>
    public async Task<SyncManifest> ReadAsync(string errorCode, CancellationToken cancellationToken) =>
        await TryReadAsync(cancellationToken).ConfigureAwait(false)
        ?? await TryReadAsync(cancellationToken).ConfigureAwait(false)
        ?? throw new MemicException(errorCode, SyncMessages.ListIncomplete(_seen, _total));

    private async Task<SyncManifest?> TryReadAsync(CancellationToken cancellationToken)
    {
        var (manifest, lister) = (new SyncManifest(source, client.Time.GetUtcNow()), new FileLister(client));
        _seen = 0;
        while (await lister.NextAsync(cancellationToken).ConfigureAwait(false) is { } files)
        {
            Take(manifest, lister, files);
        }

        // Others may be sending files: each that came to the front pushed another onto a page that was read already. Where files
        // went as well, nobody can tell what was missed.
        var counted = _total;
        lister.Rewind();
        while (_seen < _total && _total >= counted && await lister.NextAsync(cancellationToken).ConfigureAwait(false) is { Count: > 0 } files)
        {
            Take(manifest, lister, files);
        }

        return _seen < _total || _total < counted ? null : manifest;
    }

    private void Take(SyncManifest manifest, FileLister lister, IReadOnlyList<MemicFile> files)
    {
        // Where the service does not count, its last page is the end.
        _total = lister.Total ?? 0;
        _seen += files.Count;
        foreach (var file in files)
        {
            manifest.Add(file);
        }
    }
}
