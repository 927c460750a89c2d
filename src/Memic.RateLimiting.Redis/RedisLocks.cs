using StackExchange.Redis;

namespace Memic;

/// <summary>Locks at the server that counts for all. They belong to a key, as the count does.</summary>
internal sealed class RedisLocks(RedisConnection connection, string keyHash) : ISharedLocks
{
    public async Task<string?> TryAcquireAsync(string name, string holder, TimeSpan duration) =>
        (string?)await EvaluateAsync(RedisScripts.Lock, name, holder, (long)duration.TotalMilliseconds).ConfigureAwait(false);

    public Task ReleaseAsync(string name, string holder) => EvaluateAsync(RedisScripts.Unlock, name, holder);

    private async Task<RedisResult> EvaluateAsync(string script, string name, params RedisValue[] arguments)
    {
        try
        {
            var database = await connection.ConnectAsync().ConfigureAwait(false);
            return await database.ScriptEvaluateAsync(script, [$"memic:{{{keyHash}}}:lock:{name}"], arguments).ConfigureAwait(false);
        }
        catch (Exception e) when (RedisCounter.IsFailure(e))
        {
            throw new MemicException(MemicErrorCodes.RateLimitStoreUnavailable, Messages.StoreUnavailable(connection.Host, connection.Explain(e)));
        }
    }
}
