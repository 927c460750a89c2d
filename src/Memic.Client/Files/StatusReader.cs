namespace Memic;

/// <summary>
/// Reads the status of many files with as few requests as it can: from the list where that is cheaper, one by one where
/// there are few, where the list does not show a file, and to learn why one failed.
/// </summary>
internal sealed class StatusReader(MemicClient client)
{
    const int Few = 2;
    const int AtOnce = 8;

    public async Task ReadAsync(IReadOnlyCollection<WaitingFile> files, CancellationToken cancellationToken)
    {
        var open = files.ToDictionary(file => file.Id, StringComparer.Ordinal);
        if (open.Count > Few)
        {
            await ReadListAsync(open, cancellationToken).ConfigureAwait(false);
        }

        using var places = new SemaphoreSlim(AtOnce);
        await Task.WhenAll(open.Values.Select(file => ReadOneAsync(file, places, cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>Takes what the list tells off the open files. It stops where asking one by one has become cheaper.</summary>
    async Task ReadListAsync(Dictionary<string, WaitingFile> open, CancellationToken cancellationToken)
    {
        try
        {
            var unseen = new HashSet<string>(open.Keys, StringComparer.Ordinal);
            var worthwhile = open.Count;
            for (var page = 1; unseen.Count > 0 && page <= worthwhile; page++)
            {
                var listed = await client.Files.GetPageAsync(page, cancellationToken).ConfigureAwait(false);
                foreach (var file in listed.Files)
                {
                    // The list does not say why a file failed: those stay open.
                    if (unseen.Remove(file.Id) && !file.IsFailed && open.TryGetValue(file.Id, out var waiting))
                    {
                        waiting.Saw(file);
                        open.Remove(file.Id);
                    }
                }

                if (listed.IsLast)
                {
                    return;
                }
            }
        }
        catch (MemicException e) when (e.IsTransient || e.Error.IsTerminating)
        {
            // What the list cannot tell now, the status could not either.
            foreach (var file in open.Values)
            {
                file.Failed(e);
            }

            open.Clear();
        }
        catch (MemicException e)
        {
            await client.Call.VerboseAsync(e.Summary, cancellationToken).ConfigureAwait(false);
        }
    }

    async Task ReadOneAsync(WaitingFile file, SemaphoreSlim places, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            file.Saw(await client.Files.GetStatusAsync(file.Id, cancellationToken).ConfigureAwait(false));
        }
        catch (MemicException e)
        {
            file.Failed(e);
        }
        finally
        {
            places.Release();
        }
    }
}
