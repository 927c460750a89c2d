namespace Memic;

/// <summary>The API, by subject. It sends nothing until it is asked something, and can be used by many threads at once.</summary>
public sealed class MemicClient
{
    /// <summary>Makes a client over a connection.</summary>
    /// <param name="connection">The key and where to use it.</param>
    /// <param name="observer">Where to report; nowhere by default.</param>
    /// <param name="retry">When to repeat requests; as the connection says by default.</param>
    public MemicClient(MemicConnection connection, IMemicObserver? observer = null, RetrySettings? retry = null)
    {
        Connection = connection;
        Call = new CallContext(connection, observer ?? new SilentObserver(), retry ?? connection.Settings.Retry);
        Account = new AccountApi(this);
        Files = new FileApi(this);
        Prompts = new PromptApi(this);
        Search = new SearchApi(this);
        Projects = new ProjectApi(this);
    }

    /// <summary>The key and where to use it.</summary>
    public MemicConnection Connection { get; }

    /// <summary>Whose key it is and what it reaches.</summary>
    public AccountApi Account { get; }

    /// <summary>Files.</summary>
    public FileApi Files { get; }

    /// <summary>Prompts.</summary>
    public PromptApi Prompts { get; }

    /// <summary>Search and chat.</summary>
    public SearchApi Search { get; }

    /// <summary>Projects.</summary>
    public ProjectApi Projects { get; }

    internal CallContext Call { get; }

    internal IMemicObserver Observer => Call.Observer;

    internal TimeProvider Time => Connection.Settings.TimeProvider;

    internal Task<T?> SendAsync<T>(ApiRequest<T> request, CancellationToken cancellationToken)
        where T : class => Connection.Api.SendAsync(request, Call, cancellationToken);
}
