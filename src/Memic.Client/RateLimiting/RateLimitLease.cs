namespace Memic;

/// <summary>A permit to send one request. It is given back when the reply was read or the request failed.</summary>
internal sealed class RateLimitLease(RateLimitQueue queue, RateLimitRule rule, long permit) : IAsyncDisposable
{
    private int _isReleased;

    /// <summary>Gives the permit back, one window from now. It never fails: what the store cannot do is noted by the store.</summary>
    public ValueTask ReleaseAsync() => Interlocked.Exchange(ref _isReleased, 1) == 0 ? queue.ReleaseAsync(rule, permit) : default;

    /// <summary>Gives the permit back at once: nothing was sent with it.</summary>
    public ValueTask ReturnAsync() => Interlocked.Exchange(ref _isReleased, 1) == 0 ? queue.ReturnAsync(rule, permit) : default;

    /// <summary>Blocks the category for everybody who shares the key: the service said that it is too much.</summary>
    public ValueTask BlockAsync(TimeSpan duration) => queue.BlockAsync(duration);

    public ValueTask DisposeAsync() => ReleaseAsync();
}
