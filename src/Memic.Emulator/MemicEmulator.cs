namespace Memic.Emulator;

/// <summary>A Memic API that listens on loopback, for tests and for trying out a script.</summary>
public sealed class MemicEmulator : IAsyncDisposable
{
    private readonly EmulatorState state;
    private readonly WebApplication application;
    private int disposed;

    private MemicEmulator(EmulatorState state, WebApplication application)
    {
        this.state = state;
        this.application = application;
    }

    /// <summary>The base address for a client, up to and including <c>/api/v1</c>.</summary>
    public Uri BaseUri => new(state.Origin + EmulatorHost.ApiPrefix);

    /// <summary>The address of the control plane.</summary>
    public Uri ControlUri => new(state.Origin + EmulatorHost.ControlPrefix);

    /// <summary>The options in force; a change takes effect with the next request.</summary>
    public EmulatorOptions Options => state.Options;

    /// <summary>What was asked of the emulator.</summary>
    public RequestLog Requests => state.Requests;

    /// <summary>What is to go wrong.</summary>
    public FaultList Faults => state.Faults;

    /// <summary>The files of all environments.</summary>
    public FileStore Files => state.Files;

    /// <summary>The prompts.</summary>
    public PromptStore Prompts => state.Prompts;

    /// <summary>The accepted keys.</summary>
    public KeyRing Keys => state.Keys;

    /// <summary>The rate limiter and its counts.</summary>
    public RateLimiter RateLimits => state.RateLimits;

    /// <summary>How many requests are in progress, those held back by a fault not counted.</summary>
    public int ActiveRequests => state.Active;

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

    /// <summary>Puts everything back to how it was at the start: options, keys, files, prompts, faults, counts.</summary>
    public void Reset() => state.Reset();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        await state.Stopping.CancelAsync();
        await application.StopAsync();
        await application.DisposeAsync();
        state.Dispose();
    }
}
