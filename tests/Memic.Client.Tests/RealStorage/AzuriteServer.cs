namespace Memic.Client.Tests;

/// <summary>One Azurite for all tests of a class, started by the first that needs it: Node.js takes seconds to start.</summary>
public sealed class AzuriteServer : IAsyncLifetime
{
    private Task<Azurite>? _start;

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        if (_start is not null)
        {
            await (await _start).DisposeAsync();
        }
    }

    internal Task<Azurite> GetAsync() => _start ??= Azurite.StartAsync();
}
