namespace Memic;

/// <summary>A request's place in a window, given back when the request was answered or failed.</summary>
internal sealed class RatePlace(RateWindow window) : IDisposable
{
    public RateWindow Window { get; } = window;

    public void Dispose() => Window.Leave();
}
