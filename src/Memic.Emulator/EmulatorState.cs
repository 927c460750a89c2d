using System.Security.Cryptography;

namespace Memic.Emulator;

/// <summary>All that the endpoints share. One emulator has one of these.</summary>
internal sealed class EmulatorState : IDisposable
{
    private readonly EmulatorOptions initial;
    private int active;

    public EmulatorState(EmulatorOptions options)
    {
        initial = options.Copy();
        Options = options.Copy();
        StartedAt = Now;
        var folder = options.Folder is null ? null : new StateFolder(options.Folder);
        Keys = new KeyRing(options.Keys);
        Files = new FileStore(this, folder);
        Prompts = new PromptStore(options.TimeProvider, folder);
    }

    public EmulatorOptions Options { get; private set; }

    public TimeProvider Clock => Options.TimeProvider;

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Scheme, host and port, known once the server listens.</summary>
    public string Origin { get; set; } = "";

    /// <summary>Made anew in each run, so that no signing secret is ever stored.</summary>
    public byte[] SigningSecret { get; } = RandomNumberGenerator.GetBytes(32);

    public KeyRing Keys { get; }

    public FileStore Files { get; }

    public PromptStore Prompts { get; }

    public RequestLog Requests { get; } = new();

    public FaultList Faults { get; } = new();

    public RateLimiter RateLimits { get; } = new();

    public DateTimeOffset StartedAt { get; }

    public CancellationTokenSource Stopping { get; } = new();

    public int Active => Volatile.Read(ref active);

    public void Enter() => Interlocked.Increment(ref active);

    public void Leave() => Interlocked.Decrement(ref active);

    public string NewRequestId() => $"{Options.RequestIdPrefix}{Guid.CreateVersion7(Now):N}";

    public void Reset()
    {
        Options = initial.Copy();
        Keys.Restore(initial.Keys);
        Files.Clear();
        Prompts.Restore();
        Faults.Clear();
        Requests.Clear();
        RateLimits.Clear();
    }

    public void Dispose() => Stopping.Dispose();
}
