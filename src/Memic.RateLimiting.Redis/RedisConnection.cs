using StackExchange.Redis;

namespace Memic;

/// <summary>The connection to one store, shared by all keys of the process that name it.</summary>
internal sealed class RedisConnection : IDisposable
{
    private static readonly Dictionary<string, RedisConnection> Connections = new(StringComparer.Ordinal);

    private readonly string _address;
    private readonly ConfigurationOptions _options;
    private readonly object _lock = new();
    private Task<ConnectionMultiplexer>? _connecting;
    private volatile ConnectionMultiplexer? _multiplexer;
    private int _users;
    private bool _isDisposed;

    private RedisConnection(string address)
    {
        _address = address;
        _options = RedisAddress.Parse(address);
        Host = RedisAddress.Show(_options);
    }

    /// <summary>The store as messages name it.</summary>
    public string Host { get; }

    public bool IsConnected => _multiplexer is { IsConnected: true };

    /// <summary>The connection to an address, to be disposed by whoever acquired it.</summary>
    /// <exception cref="MemicException"><c>invalid_input</c>: the address cannot be read.</exception>
    public static RedisConnection Acquire(string address)
    {
        lock (Connections)
        {
            if (!Connections.TryGetValue(address, out var connection))
            {
                Connections[address] = connection = new RedisConnection(address);
            }

            connection._users++;
            return connection;
        }
    }

    /// <summary>Connects if that was not done yet. Later on, a connection that is lost comes back by itself.</summary>
    public async Task<IDatabase> ConnectAsync()
    {
        if (_multiplexer is { } connected)
        {
            return connected.GetDatabase();
        }

        Task<ConnectionMultiplexer> connecting;
        lock (_lock)
        {
            if (_connecting is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _connecting = ConnectionMultiplexer.ConnectAsync(_options);
            }

            connecting = _connecting;
        }

        var multiplexer = await connecting.ConfigureAwait(false);
        lock (_lock)
        {
            if (_isDisposed)
            {
                multiplexer.Dispose();
                throw new ObjectDisposedException(nameof(RedisConnection));
            }

            _multiplexer = multiplexer;
        }

        return multiplexer.GetDatabase();
    }

    /// <summary>Why the store failed, without anything secret.</summary>
    public string Explain(Exception failure)
    {
        var reason = failure switch
        {
            RedisConnectionException connection => connection.FailureType.ToString(),
            TimeoutException => "Timeout",
            _ => failure.Message,
        };
        return _options.Password is { Length: > 0 } password ? reason.Replace(password, "***") : reason;
    }

    public void Dispose()
    {
        lock (Connections)
        {
            if (--_users > 0)
            {
                return;
            }

            Connections.Remove(_address);
        }

        lock (_lock)
        {
            _isDisposed = true;
            _multiplexer?.Dispose();
        }
    }
}
