namespace Memic;

/// <summary>
/// Reads the status of many files with as few requests as it can: from the list where that is cheaper, one by one where
/// there are few, where the list does not show a file, and to learn why one failed. Each file learns its own as soon as
/// it is known. A failed read is not repeated here: the next look is its repetition.
/// </summary>
internal sealed class FileStatusReader(MemicClient client) : IDisposable
{
    private const int ListThreshold = 2;
    private const int MaxConcurrency = 8;

    // A list that hangs must not hold back files that are ready longer than the longest time between two looks.
    private static readonly TimeSpan ListTimeout = TimeSpan.FromSeconds(15);

    private readonly FileApi _files = client.WithoutRetries().Files;
    private readonly SemaphoreSlim _slots = new(MaxConcurrency);

    /// <summary>Looks at the files once. Their own tokens end the reads that nobody waits for any more; nothing but cancellation is thrown.</summary>
    public async Task ReadAsync(IReadOnlyList<PendingFile> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            file.IsReading = true;
        }

        try
        {
            var open = files;
            if (files.Count > ListThreshold)
            {
                open = await ReadListAsync(files, cancellationToken).ConfigureAwait(false);
            }

            await Task.WhenAll(open.Select(ReadOneAsync)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Every wait ends by the same token.
        }
        finally
        {
            foreach (var file in files)
            {
                file.IsReading = false;
            }
        }
    }

    public void Dispose() => _slots.Dispose();

    /// <summary>Gives the files what the list reports, and returns those that must be asked for one by one. It stops where that has become cheaper.</summary>
    private async Task<IReadOnlyList<PendingFile>> ReadListAsync(IReadOnlyList<PendingFile> files, CancellationToken cancellationToken)
    {
        var unseen = files.ToLookup(file => file.Id, FileIds.Comparer).ToDictionary(same => same.Key, same => same.ToList(), FileIds.Comparer);
        var open = new List<PendingFile>();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = client.Time.CancelAfter(timeout, ListTimeout);
        try
        {
            for (var page = 1; unseen.Count > 0 && page <= files.Count; page++)
            {
                var listed = await _files.GetPageAsync(page, timeout.Token).ConfigureAwait(false);
                foreach (var file in listed.Files)
                {
                    if (!unseen.TryGetValue(file.Id, out var same))
                    {
                        continue;
                    }

                    unseen.Remove(file.Id);
                    foreach (var pending in same)
                    {
                        // The list does not say why a file failed: those are asked for.
                        if (file.IsFailed)
                        {
                            open.Add(pending);
                        }
                        else
                        {
                            pending.See(file);
                            pending.IsReading = false;
                        }
                    }
                }

                if (listed.IsLast)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await client.Diagnostics.VerboseAsync(Messages.ListSlow, cancellationToken).ConfigureAwait(false);
        }
        catch (MemicException e) when (e.IsTransient || e.Error.IsTerminating)
        {
            // What the list cannot report now, the status could not either.
            foreach (var pending in unseen.Values.SelectMany(same => same).Concat(open))
            {
                pending.Fail(e);
            }

            return [];
        }
        catch (MemicException e)
        {
            await client.Diagnostics.VerboseAsync(e.Summary, cancellationToken).ConfigureAwait(false);
        }

        return [.. open, .. unseen.Values.SelectMany(same => same)];
    }

    private async Task ReadOneAsync(PendingFile file)
    {
        try
        {
            await _slots.WaitAsync(file.Token).ConfigureAwait(false);
            try
            {
                file.See(await _files.GetStatusAsync(file.Id, file.Token).ConfigureAwait(false));
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (MemicException e)
        {
            file.Fail(e);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // Nobody waits for the file any more.
        }
        finally
        {
            file.IsReading = false;
        }
    }
}
