namespace Memic;

/// <summary>
/// Runs questions as searches, or asks the chat, several at once, and compares what is found with what must be found.
/// After an error that no other question could avoid, nothing more begins.
/// </summary>
public sealed class SearchTester : IDisposable
{
    private readonly MemicClient _client;
    private readonly Func<string, CancellationToken, Task<FoundAnswer>> _ask;
    private readonly int? _top;
    private readonly SemaphoreSlim _slots;
    private readonly int _throttleLimit;
    private readonly FileCatalog? _catalog;
    private volatile MemicException? _stopped;

    private SearchTester(MemicClient client, Func<string, CancellationToken, Task<FoundAnswer>> ask, int? top, int throttleLimit, bool readsFiles)
    {
        (_client, _ask, _top, _throttleLimit) = (client, ask, top, throttleLimit);
        _slots = new SemaphoreSlim(throttleLimit);
        _catalog = readsFiles ? new FileCatalog(client) : null;
    }

    /// <summary>Creates a tester that searches; nothing is sent yet.</summary>
    /// <param name="client">The client.</param>
    /// <param name="settings">What is the same in all searches; its query is not used.</param>
    /// <param name="throttleLimit">The number of questions that are under way at once: 1 to 64.</param>
    /// <param name="readsFiles">Whether the list of files is read, to warn of files that are not there and to know reference ids that an answer does not contain.</param>
    public static SearchTester ForSearch(MemicClient client, SearchQuery settings, int throttleLimit, bool readsFiles = true) =>
        new(client, (query, token) => SearchAsync(client, settings.With(query), token), settings.Top, throttleLimit, readsFiles);

    /// <summary>Creates a tester that asks the chat and looks at the citations; nothing is sent yet.</summary>
    /// <param name="client">The client.</param>
    /// <param name="settings">What is the same in all questions; its question is not used.</param>
    /// <param name="throttleLimit">The number of questions that are under way at once: 1 to 64.</param>
    /// <param name="readsFiles">Whether the list of files is read, to warn of files that are not there and to know the reference ids, which citations do not contain.</param>
    public static SearchTester ForChat(MemicClient client, ChatQuestion settings, int throttleLimit, bool readsFiles = true) =>
        new(client, (query, token) => AskAsync(client, settings.With(query), token), settings.Top, throttleLimit, readsFiles);

    /// <summary>Looks in the list of files for what the questions expect.</summary>
    /// <param name="questions">The questions.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>At most one warning for each kind: <c>no_matching_file</c>, <c>file_still_processing</c>. They name what is expected and not there, or not ready.</returns>
    /// <exception cref="MemicException">The list cannot be read.</exception>
    public async Task<IReadOnlyList<MemicException>> CheckAsync(IReadOnlyList<SearchQuestion> questions, CancellationToken cancellationToken) =>
        _catalog is null ? [] : await _catalog.CheckAsync(questions.SelectMany(question => question.GetExpectations()), cancellationToken).ConfigureAwait(false);

    /// <summary>Runs questions.</summary>
    /// <param name="questions">The questions.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>A task for each question, in their order. A question that cannot be answered is an error; after one that no other could avoid, those that have not begun fail with it as well.</returns>
    public IReadOnlyList<Task<MemicSearchTest>> Start(IReadOnlyList<SearchQuestion> questions, CancellationToken cancellationToken)
    {
        // A few are done before anybody could look.
        var progress = questions.Count > _throttleLimit ? _client.Observer.Progress : null;
        progress?.ExpectQuestions(questions.Count);
        return questions.Select(question => RunAsync(question, progress, cancellationToken)).ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _slots.Dispose();
        _catalog?.Dispose();
    }

    private async Task<MemicSearchTest> RunAsync(SearchQuestion question, MemicProgress? progress, CancellationToken cancellationToken)
    {
        question.Validate();
        var expectations = question.GetExpectations();
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = _stopped is null ? await _ask(question.Query, cancellationToken).ConfigureAwait(false) : throw _stopped;
            var files = RankedFile.From(answer.Passages);
            if (expectations.Any(expectation => expectation.Kind == FileExpectationKind.ReferenceId && !files.Any(expectation.IsMetBy)))
            {
                await AddReferenceIdsAsync(files, cancellationToken).ConfigureAwait(false);
            }

            return SearchTestEvaluator.Evaluate(question, expectations, files, _top, answer);
        }
        catch (MemicException e) when (e.Error.IsTerminating)
        {
            // Before the place gets free: the next question must see it.
            _stopped ??= e;
            throw;
        }
        finally
        {
            progress?.Finish();
            _slots.Release();
        }
    }

    private async Task AddReferenceIdsAsync(IReadOnlyList<RankedFile> files, CancellationToken cancellationToken)
    {
        foreach (var file in files.Where(file => file.ReferenceId is null && file.FileId is not null))
        {
            file.ReferenceId = _catalog is null ? null : await _catalog.GetReferenceIdAsync(file.FileId!, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<FoundAnswer> SearchAsync(MemicClient client, SearchQuery query, CancellationToken cancellationToken)
    {
        var response = await client.Search.SearchAsync(query, cancellationToken).ConfigureAwait(false);
        return new(response.Hits.Select(FoundPassage.From), response.SearchTime, response.RequestId);
    }

    private static async Task<FoundAnswer> AskAsync(MemicClient client, ChatQuestion question, CancellationToken cancellationToken)
    {
        var answer = await client.Search.AskAsync(question, cancellationToken).ConfigureAwait(false);
        return new(answer.Citations.Select(FoundPassage.From), SearchTime: null, answer.RequestId);
    }
}
