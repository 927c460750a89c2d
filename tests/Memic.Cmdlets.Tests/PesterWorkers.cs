using System.Collections.Concurrent;

namespace Memic.Cmdlets.Tests;

/// <summary>As many PowerShells as files are run at once: a start costs more than most files do.</summary>
public sealed class PesterWorkers : IAsyncDisposable
{
    private readonly ConcurrentBag<PesterWorker> _idle = [];

    internal async Task<PesterReport> RunAsync(string file, CancellationToken cancellationToken)
    {
        if (!_idle.TryTake(out var worker))
        {
            worker = await PesterWorker.StartAsync(cancellationToken);
        }

        var isUsable = false;
        try
        {
            var report = await worker.RunAsync(file, cancellationToken);
            isUsable = worker.IsAlive;
            return report;
        }
        finally
        {
            if (isUsable)
            {
                _idle.Add(worker);
            }
            else
            {
                await worker.DisposeAsync();
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var worker))
        {
            await worker.DisposeAsync();
        }
    }
}
