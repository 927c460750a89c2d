namespace Memic;

/// <summary>The key of a connection, until it is forgotten, and the redactor that keeps it out of every text.</summary>
internal sealed class ConnectionKey(ApiKey key, string connectionName)
{
    private volatile ApiKey? _key = key;

    public Redactor Redactor { get; } = new(key.Reveal());

    public bool IsForgotten => _key is null;

    /// <exception cref="MemicException"><c>api_key_missing</c>: the connection was closed.</exception>
    public string Reveal() => (_key ?? throw Disconnected()).Reveal();

    public bool Matches(ApiKey other) => _key is { } known && string.Equals(known.Reveal(), other.Reveal(), StringComparison.Ordinal);

    public MemicException Disconnected() => new(MemicErrorCodes.ApiKeyMissing, Messages.Disconnected(connectionName));

    public void Forget()
    {
        _key = null;
        Redactor.Forget();
    }
}
