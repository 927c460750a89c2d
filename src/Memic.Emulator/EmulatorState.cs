using System.Security.Cryptography;

namespace Memic.Emulator;

/// <summary>The state that the endpoints of one emulator share.</summary>
internal sealed class EmulatorState : IDisposable
{
    private readonly EmulatorOptions _initialOptions;
    private int _activeRequests;

    public EmulatorState(EmulatorOptions options)
    {
        _initialOptions = options.Copy();
        Options = options.Copy();
        StartedAt = UtcNow;
        var folder = options.Folder is null ? null : new StateFolder(options.Folder);
        Keys = new ApiKeyStore(options.Keys);
        Files = new FileStore(this, folder);
        Prompts = new PromptStore(options.TimeProvider, folder);
    }

    public EmulatorOptions Options { get; private set; }

    public TimeProvider TimeProvider => Options.TimeProvider;

    public DateTimeOffset UtcNow => TimeProvider.GetUtcNow();

    /// <summary>Gets or sets scheme, host and port, once the server listens.</summary>
    public string Origin { get; set; } = "";

    /// <summary>Gets the secret for presigned URLs. It is new in each run, so that no secret is ever stored.</summary>
    public byte[] SigningSecret { get; } = RandomNumberGenerator.GetBytes(32);

    public ApiKeyStore Keys { get; }

    public FileStore Files { get; }

    public PromptStore Prompts { get; }

    public RequestLog Requests { get; } = new();

    public FaultList Faults { get; } = new();

    public RateLimiter RateLimits { get; } = new();

    public DateTimeOffset StartedAt { get; }

    public CancellationTokenSource Stopping { get; } = new();

    public int ActiveRequests => Volatile.Read(ref _activeRequests);

    public void BeginRequest() => Interlocked.Increment(ref _activeRequests);

    public void EndRequest() => Interlocked.Decrement(ref _activeRequests);

    /// <summary>Waits. Meanwhile the request does not count as active, since nothing works on it.</summary>
    public async Task HoldAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Stopping.Token);

        // The timer first: whoever sees that nothing is active may move the clock on at once, and no timer may miss that.
        var delay = Task.Delay(time, TimeProvider, linked.Token);
        EndRequest();
        try
        {
            await delay;
        }
        finally
        {
            BeginRequest();
        }
    }

    public string NewRequestId() => $"{Options.RequestIdPrefix}{Guid.CreateVersion7(UtcNow):N}";

    public void Reset()
    {
        Options = _initialOptions.Copy();
        Keys.Restore(_initialOptions.Keys);
        Files.Clear();
        Prompts.Restore();
        Faults.Clear();
        Requests.Clear();
        RateLimits.Clear();
    }

    public void Dispose() => Stopping.Dispose();
}
