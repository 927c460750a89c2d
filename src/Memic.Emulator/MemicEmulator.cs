namespace Memic.Emulator;

/// <summary>A Memic API that listens on loopback, for tests and for trying out scripts.</summary>
public sealed class MemicEmulator : IAsyncDisposable
{
    private readonly EmulatorState _state;
    private readonly WebApplication _application;
    private int _disposed;

    private MemicEmulator(EmulatorState state, WebApplication application)
    {
        _state = state;
        _application = application;
    }

    /// <summary>Gets the base address of the API, including <c>/api/v1</c>.</summary>
    public Uri BaseUri => new(_state.Origin + EmulatorHost.ApiPrefix);

    /// <summary>Gets the address of the control plane.</summary>
    public Uri ControlUri => new(_state.Origin + EmulatorHost.ControlPrefix);

    /// <summary>Gets the current options. A change takes effect with the next request.</summary>
    public EmulatorOptions Options => _state.Options;

    /// <summary>Gets the log of the requests.</summary>
    public RequestLog Requests => _state.Requests;

    /// <summary>Gets the faults to inject.</summary>
    public FaultList Faults => _state.Faults;

    /// <summary>Gets the files of all environments.</summary>
    public FileStore Files => _state.Files;

    /// <summary>Gets the prompts.</summary>
    public PromptStore Prompts => _state.Prompts;

    /// <summary>Gets the accepted API keys.</summary>
    public ApiKeyStore Keys => _state.Keys;

    /// <summary>Gets the rate limiter and its counts.</summary>
    public RateLimiter RateLimits => _state.RateLimits;

    /// <summary>Gets the number of requests in progress, without those that a fault delays.</summary>
    public int ActiveRequests => _state.ActiveRequests;

    /// <summary>Starts an emulator.</summary>
    public static async Task<MemicEmulator> StartAsync(EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var state = new EmulatorState(options ?? new EmulatorOptions());
        var application = EmulatorHost.Build(state);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch
        {
            await application.DisposeAsync();
            state.Dispose();
            throw;
        }

        state.Origin = application.Urls.Single();
        return new MemicEmulator(state, application);
    }

    /// <summary>Restores the options, keys, files and prompts of the start, and clears faults, requests and counts.</summary>
    public void Reset() => _state.Reset();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _state.Stopping.CancelAsync();
        await _application.StopAsync();
        await _application.DisposeAsync();
        _state.Dispose();
    }
}
