namespace Memic;

/// <summary>Creates the store of a fleet on Redis or Valkey. The client finds it by its name.</summary>
internal sealed class RedisRateLimitStoreFactory : IRateLimitStoreFactory
{
    public IRateLimitStore Create(string address, string keyHash, double? share, TimeProvider time, RateLimitNotices notices) =>
        new RedisRateLimitStore(new RedisCounter(RedisConnection.Acquire(address), keyHash), share, time, notices);
}
