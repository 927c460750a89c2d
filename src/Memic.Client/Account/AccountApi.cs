namespace Memic;

/// <summary>Whose key it is and what it reaches.</summary>
public sealed class AccountApi
{
    readonly MemicClient _client;

    internal AccountApi(MemicClient client) => _client = client;

    /// <summary>Asks the service whose key it is (<c>GET /me</c>).</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MemicException"><c>invalid_api_key</c>, or a failure of the network or the service.</exception>
    public async Task<MemicContext> GetContextAsync(CancellationToken cancellationToken)
    {
        var request = new ApiRequest<ContextReply>(HttpMethod.Get, "me", RateCategory.Unlimited, MemicJson.Default.ContextReply) { Operation = "me" };
        var context = MemicContext.From((await _client.SendAsync(request, cancellationToken).ConfigureAwait(false))!);
        _client.Connection.Context = context;
        return context;
    }

    /// <summary>Tries the key and the lists, one after the other, and tells what works. Only giving up makes it fail.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<MemicConnectionTest> TestAsync(CancellationToken cancellationToken) => new ConnectionTester(_client).TestAsync(cancellationToken);
}
