namespace Memic;

/// <summary>Tries what a connection is used for, without changing anything.</summary>
internal sealed class ConnectionTester(MemicClient client)
{
    public async Task<MemicConnectionTest> TestAsync(CancellationToken cancellationToken)
    {
        MemicContext? context = null;
        var checks = new List<MemicConnectionCheck>
        {
            await TryAsync("Key", async token => context = await client.Account.GetContextAsync(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false),
        };

        // Without a key or a network the rest would only repeat the same failure.
        if (checks[0].Error is not { Error.IsTerminating: true } and not { StatusCode: null })
        {
            checks.Add(await TryAsync("Files", token => client.Files.GetPageAsync(1, token), cancellationToken).ConfigureAwait(false));
            checks.Add(await TryAsync("Projects", token => client.Projects.GetAllAsync(token), cancellationToken).ConfigureAwait(false));
        }

        return new() { Name = client.Connection.Name, BaseUri = client.Connection.BaseUri, Context = context, Checks = checks };
    }

    async Task<MemicConnectionCheck> TryAsync(string name, Func<CancellationToken, Task> call, CancellationToken cancellationToken)
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
