namespace Memic;

/// <summary>Tests what a connection is used for, without changing anything.</summary>
/// <param name="client">The client of the connection.</param>
public sealed class ConnectionTester(MemicClient client)
{
    /// <summary>Tests the key and the lists, one after the other. Errors are part of the result; only cancellation is thrown.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public async Task<MemicConnectionTest> TestAsync(CancellationToken cancellationToken)
    {
        MemicContext? context = null;
        var checks = new List<MemicConnectionCheck>
        {
            await CheckAsync("Key", async token => context = await client.Account.GetContextAsync(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false),
        };

        // Without a key or a network the rest would only repeat the same error.
        if (checks[0].Error is not { Error.IsTerminating: true } and not { StatusCode: null })
        {
            checks.Add(await CheckAsync("Files", token => client.Files.GetPageAsync(1, token), cancellationToken).ConfigureAwait(false));
            checks.Add(await CheckAsync("Projects", token => client.Projects.GetAllAsync(token), cancellationToken).ConfigureAwait(false));
        }

        return new() { Name = client.Connection.Name, BaseUri = client.Connection.BaseUri, Context = context, Checks = checks };
    }

    private async Task<MemicConnectionCheck> CheckAsync(string name, Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        var started = client.Time.GetTimestamp();
        MemicException? error = null;
        try
        {
            await call(cancellationToken).ConfigureAwait(false);
        }
        catch (MemicException e)
        {
            error = e;
        }

        return new() { Name = name, Duration = client.Time.GetElapsedTime(started), Error = error };
    }
}
