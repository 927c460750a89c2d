namespace Memic;

/// <summary>
/// Walks through the list of files, page by page and only when asked. The list has no cursor: files that go meanwhile
/// move the others forward, so pages are read again where that happened, and no file is shown twice.
/// </summary>
public sealed class FileLister
{
    // A page can hold nothing new when many files came meanwhile; that many in a row only a list that goes round in circles.
    private const int MaximumPagesWithoutNews = 10;

    private readonly MemicClient _client;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _page = 1;
    private int _withoutNews;
    private bool _isDone;

    /// <summary>Creates a lister that starts at the first page; nothing is sent yet.</summary>
    /// <param name="client">Asks for the pages.</param>
    public FileLister(MemicClient client) => _client = client;

    /// <summary>Gets the number of files in all, as the last page reported it; <see langword="null"/> if the service does not report it.</summary>
    public long? Total { get; private set; }

    /// <summary>Gets the next files, or <see langword="null"/> at the end.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="MemicException"><c>invalid_response</c>: the list does not come to an end; or another failure.</exception>
    public async Task<IReadOnlyList<MemicFile>?> NextAsync(CancellationToken cancellationToken)
    {
        if (_isDone)
        {
            return null;
        }

        var page = await _client.Files.GetPageAsync(_page, cancellationToken).ConfigureAwait(false);
        while (Gone(page) is var gone and > 0 && _page > 1)
        {
            Total = page.Total;
            _page = (int)Math.Max(1, _page - (gone + FileApi.PageSize - 1) / FileApi.PageSize);
            page = await _client.Files.GetPageAsync(_page, cancellationToken).ConfigureAwait(false);
        }

        Total = page.Total;
        _isDone = page.IsLast;
        _page++;
        var files = page.Files.Where(file => _seen.Add(file.Id)).ToArray();
        _withoutNews = files.Length == 0 ? _withoutNews + 1 : 0;
        return _isDone || _withoutNews < MaximumPagesWithoutNews ? files : throw new MemicException(MemicErrorCodes.InvalidResponse, Messages.ListEndless);
    }

    /// <summary>Begins again at the first page, and skips what was seen: files that came meanwhile are at the front as a rule.</summary>
    internal void Rewind() => (_page, _withoutNews, _isDone) = (1, 0, false);

    private long Gone(FilePage page) => Total is { } before && page.Total is { } now ? before - now : 0;
}
