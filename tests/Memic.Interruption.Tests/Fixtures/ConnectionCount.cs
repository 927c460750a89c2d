using System.Diagnostics.Metrics;

namespace Memic.Interruption.Tests;

/// <summary>
/// Counts the connections of the server in this process. When there are none, all that a killed process has sent was received and
/// answered, so that what the service holds changes no more.
/// </summary>
internal sealed class ConnectionCount : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _open;

    public ConnectionCount()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "Microsoft.AspNetCore.Server.Kestrel", Name: "kestrel.active_connections" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, change, _, _) => Interlocked.Add(ref _open, change));
        _listener.Start();
    }

    public long Open => Interlocked.Read(ref _open);

    public async Task NoneAsync()
    {
        for (var waited = 0; Open > 0; waited++)
        {
            Assert.True(waited < 30_000, $"{Open} connections stay open.");
            await Task.Delay(1);
        }
    }

    public void Dispose() => _listener.Dispose();
}
