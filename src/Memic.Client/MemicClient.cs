namespace Memic;

/// <summary>
/// The API by subject: a cheap view of a connection for one observer and one retry setting. It sends nothing until it is
/// asked to, and can be used by many threads at once.
/// </summary>
public sealed class MemicClient
{
    private readonly ApiClient _api;

    /// <summary>Creates a client of a connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="observer">The observer of diagnostics and progress; none by default.</param>
    /// <param name="retry">The retry settings; those of the connection by default.</param>
    public MemicClient(MemicConnection connection, IMemicObserver? observer = null, RetrySettings? retry = null)
    {
        Connection = connection;
        _api = new ApiClient(connection.Sender, observer ?? new SilentObserver(), retry ?? connection.Retry);
    }

    /// <summary>Gets the connection.</summary>
    public MemicConnection Connection { get; }

    /// <summary>Gets the API of the account: the context of the key.</summary>
    public AccountApi Account => field ??= new AccountApi(_api, Connection);

    /// <summary>Gets the API of files.</summary>
    public FileApi Files => field ??= new FileApi(_api, Connection);

    /// <summary>Gets the API of prompts.</summary>
    public PromptApi Prompts => field ??= new PromptApi(_api, Connection.RecentPrompts);

    /// <summary>Gets the API of search and chat.</summary>
    public SearchApi Search => field ??= new SearchApi(_api, Connection);

    /// <summary>Gets the API of projects.</summary>
    public ProjectApi Projects => field ??= new ProjectApi(_api, Connection);

    internal IMemicObserver Observer => _api.Observer;

    internal DiagnosticWriter Diagnostics => _api.Diagnostics;

    internal TimeProvider Time => Connection.Time;

    /// <summary>The same connection and observer, with one attempt for each request.</summary>
    internal MemicClient WithoutRetries() => new(Connection, Observer, Connection.RetryWith(0));
}
