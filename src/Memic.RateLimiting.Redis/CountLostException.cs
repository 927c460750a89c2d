using StackExchange.Redis;

namespace Memic;

/// <summary>The server does not know any more what it knew: it was started again, or another one took its place.</summary>
internal sealed class CountLostException() : RedisException("The server has lost its count.");
