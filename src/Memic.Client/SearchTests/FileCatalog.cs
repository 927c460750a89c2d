namespace Memic;

/// <summary>The list of files, read as far as it is needed: whether what is expected is there, and which file has which reference id.</summary>
internal sealed class FileCatalog(MemicClient client) : IDisposable
{
    private readonly FileLister _lister = new(client);
    private readonly SemaphoreSlim _reading = new(1);
    private readonly List<ListedFile> _files = [];
    private readonly Dictionary<string, ListedFile> _byId = new(StringComparer.OrdinalIgnoreCase);
    private MemicException? _failure;
    private bool _isComplete;

    /// <summary>Returns what is to be said about files that are expected but are not there, or cannot be searched yet. Reads no further than all are found.</summary>
    /// <exception cref="MemicException">The list cannot be read.</exception>
    public async Task<IReadOnlyList<MemicException>> CheckAsync(IEnumerable<FileExpectation> expectations, CancellationToken cancellationToken)
    {
        var open = expectations.GroupBy(expectation => expectation.ToString(), StringComparer.Ordinal).Select(group => group.First()).ToList();
        var waiting = new Dictionary<FileExpectation, string>();
        for (var index = 0; open.Count > 0 && await GetAsync(index, cancellationToken).ConfigureAwait(false) is { } file; index++)
        {
            var met = open.Where(expectation => expectation.IsMetBy(file.Id, file.Name, file.ReferenceId)).ToList();
            if (file.IsReady)
            {
                open.RemoveAll(met.Contains);
            }
            else
            {
                met.ForEach(expectation => waiting[expectation] = file.Status);
            }
        }

        var warnings = new List<MemicException>();
        if (open.Where(expectation => !waiting.ContainsKey(expectation)).ToList() is { Count: > 0 } missing)
        {
            warnings.Add(new MemicException(MemicErrorCodes.NoMatchingFile, SearchTestMessages.NoFile(missing)));
        }

        if (open.Where(waiting.ContainsKey).Select(expectation => (expectation, waiting[expectation])).ToList() is { Count: > 0 } unready)
        {
            warnings.Add(new MemicException(MemicErrorCodes.FileStillProcessing, SearchTestMessages.NotReady(unready)));
        }

        return warnings;
    }

    /// <summary>Returns the reference id of a file; <see langword="null"/> if it has none, or is not in the list.</summary>
    /// <exception cref="MemicException">The list cannot be read.</exception>
    public async Task<string?> GetReferenceIdAsync(string fileId, CancellationToken cancellationToken)
    {
        var known = 0;
        ListedFile? file;
        while (!TryFind(fileId, out file, ref known) && await GetAsync(known, cancellationToken).ConfigureAwait(false) is not null)
        {
        }

        return file?.ReferenceId;
    }

    public void Dispose() => _reading.Dispose();

    private async ValueTask<ListedFile?> GetAsync(int index, CancellationToken cancellationToken)
    {
        if (Find(index) is { } known)
        {
            return known;
        }

        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (Find(index) is null && !_isComplete)
            {
                await ReadPageAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _reading.Release();
        }

        return Find(index);
    }

    private async Task ReadPageAsync(CancellationToken cancellationToken)
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        try
        {
            var page = await _lister.NextAsync(cancellationToken).ConfigureAwait(false);
            _isComplete = page is null;
            lock (_files)
            {
                foreach (var file in page ?? [])
                {
                    var listed = new ListedFile(file.Id, file.Name, file.ReferenceId, file.Status, file.IsReady);
                    _files.Add(listed);
                    _byId[file.Id] = listed;
                }
            }
        }
        catch (MemicException e)
        {
            _failure = e;
            throw;
        }
    }

    private ListedFile? Find(int index)
    {
        lock (_files)
        {
            return index < _files.Count ? _files[index] : null;
        }
    }

    private bool TryFind(string fileId, out ListedFile? file, ref int known)
    {
        lock (_files)
        {
            known = _files.Count;
            return _byId.TryGetValue(fileId, out file);
        }
    }

    private sealed record ListedFile(string Id, string? Name, string? ReferenceId, string Status, bool IsReady);
}
