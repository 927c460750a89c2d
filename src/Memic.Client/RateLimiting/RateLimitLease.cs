namespace Memic;

/// <summary>A permit to send one request. It is released when the reply was read; where there is none, by its disposal.</summary>
internal sealed class RateLimitLease(RateLimitQueue queue, RateLimitRule rule, long permit) : IAsyncDisposable
{
    private int _isReleased;

    /// <summary>Gives the permit back, one window from now. It never fails: what the store cannot do is noted by the store.</summary>
    public ValueTask ReleaseAsync() => ReleaseAsync(isAnswered: true);

    /// <summary>Gives the permit back at once: nothing was sent with it.</summary>
    public ValueTask ReturnAsync() => Interlocked.Exchange(ref _isReleased, 1) == 0 ? queue.ReturnAsync(rule, permit) : default;

    /// <summary>Blocks the category for everybody who shares the key: the service said that it is too much.</summary>
    public ValueTask BlockAsync(TimeSpan duration) => queue.BlockAsync(duration);

    /// <summary>Gives the permit back if that was not done yet, a little more than one window from now: what was sent may still reach the service.</summary>
    public ValueTask DisposeAsync() => ReleaseAsync(isAnswered: false);

    private ValueTask ReleaseAsync(bool isAnswered) => Interlocked.Exchange(ref _isReleased, 1) == 0 ? queue.ReleaseAsync(rule, permit, isAnswered) : default;
}
