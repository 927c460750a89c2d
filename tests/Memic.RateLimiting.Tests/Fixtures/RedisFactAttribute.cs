namespace Memic.RateLimiting.Tests;

/// <summary>A test that needs a redis-server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RedisFactAttribute : FactAttribute
{
    /// <summary>Skips the test where there is none.</summary>
    public RedisFactAttribute() => Skip = RedisServer.IsInstalled ? null : RedisServer.Missing;
}
